from home.models.data_export import DataExport
from home.models.erasure import Erasure
from home.models.home_page import HomePage
from home.models.site_settings import MenuEntry, SiteSettings

__all__ = ["DataExport", "Erasure", "HomePage", "MenuEntry", "SiteSettings"]
