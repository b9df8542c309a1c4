from home.models.home_page import HomePage
from home.models.site_settings import MenuEntry, SiteSettings

__all__ = ["HomePage", "MenuEntry", "SiteSettings"]
