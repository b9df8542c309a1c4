"""One file per page type: its fields, the blocks that only it has, its queries. Templates in templates/cms/."""

from cms.pages.advice import AdvicePage
from cms.pages.base import EditorialPage
from cms.pages.events import EventDocument, EventFactSheet, EventIndexPage, EventPage
from cms.pages.forms import FormField, FormPage
from cms.pages.library.city import CityPage
from cms.pages.library.fact_sheet import FactSheetPage
from cms.pages.library.fact_sheet_index import FactSheetIndexPage
from cms.pages.library.fact_sheet_rows import FactSheetClip, FactSheetDocument, RelatedFactSheet
from cms.pages.library.programme import ProgrammePage
from cms.pages.library.theme_field_index import ThemeFieldIndexPage
from cms.pages.lists import CommunityPage, DocumentIndexPage, LinkIndexPage, MediaIndexPage
from cms.pages.news import NewsIndexPage, NewsPage
from cms.pages.newsletter import NewsletterPage
from cms.pages.press import PressIndexPage, PressPage
from cms.pages.standard import StandardPage
from cms.pages.statutory import AccessibilityStatementPage, ImprintPage

__all__ = [
    "AccessibilityStatementPage",
    "AdvicePage",
    "CityPage",
    "CommunityPage",
    "DocumentIndexPage",
    "EditorialPage",
    "EventDocument",
    "EventFactSheet",
    "EventIndexPage",
    "EventPage",
    "FactSheetClip",
    "FactSheetDocument",
    "FactSheetIndexPage",
    "FactSheetPage",
    "FormField",
    "FormPage",
    "ImprintPage",
    "LinkIndexPage",
    "MediaIndexPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterPage",
    "PressIndexPage",
    "PressPage",
    "ProgrammePage",
    "RelatedFactSheet",
    "StandardPage",
    "ThemeFieldIndexPage",
]
