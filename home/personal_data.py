"""What the start page stores about people. Menus and site settings store nothing."""

from audit.processing_records import Area, OnDelete, ProcessingRecord
from cms.personal_data import BODY, EDITORIAL, INTRO

AREA = Area.CONTENT
PROCESSING_RECORDS = [
    ProcessingRecord(
        model="home.HomePage",
        title="Startseite",
        items={"intro": INTRO, "body": BODY},
        other="page_ptr plain_language is_demo",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    ),
]
NON_PERSONAL = {
    "home.MenuEntry": "id sort_order settings menu page label",
    "home.SiteSettings": "id site notice about funding_note contact_page",
}
