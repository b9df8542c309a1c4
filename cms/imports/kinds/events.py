"""events.json: events, below their index."""

from datetime import timedelta
from typing import ClassVar

from django.utils import timezone

from cms.imports.blocks import Block, make_body
from cms.imports.kinds.dated import count_days, move_moment
from cms.imports.pages import PageSection, to_lines
from cms.imports.schema import Day, Entry, Moment, Slug, Text
from cms.imports.section import set_fields
from cms.models import EventDocument, EventFactSheet, EventIndexPage, EventPage

# So long before an event its page counts as published, unless that would be after today.
ANNOUNCED_BEFORE = timedelta(days=60)
VALUES = {
    "intro": "summary",
    "search_description": "summary",
    "is_all_day": "all_day",
    "needs_registration": "registration_required",
} | {
    name: name
    for name in (
        *(
            "title",
            "uid",
            "kind",
            "location",
            "is_online",
            "online_link",
            "capacity",
            "contact_email",
            "is_cancelled",
        ),
        *("source_note", "is_demo"),
    )
}
LISTS = {"agenda": "programme", "accessibility": "accessibility", "outcomes": "outcomes"}


class EventEntry(Entry):
    unread: ClassVar = frozenset({"timezone", "fact_basis", "demo_notice"})
    slug: Slug
    title: str
    summary: str
    kind: str
    program: Text = ""
    start: Moment
    end: Moment
    all_day: bool = False
    location: Text = ""
    is_online: bool = False
    online_link: Text = ""
    theme_fields: list[str] = []
    programme: list[str] = []
    accessibility: list[str] = []
    capacity: int | None = None
    registration_required: bool = False
    registration_deadline: Day | None = None
    is_cancelled: bool = False
    contact_email: Text = ""
    outcomes: list[str] = []
    documents: list[str] = []
    steckbriefe: list[str] = []
    body: list[Block] = []
    source_note: Text = ""
    uid: Text = ""
    demo_offset_days: int | None = None
    is_demo: bool = False


class EventSection(PageSection):
    name, kind, entry, model = "events", "event", EventEntry, EventPage
    parent_type = EventIndexPage
    names = {name: source for name, source in (VALUES | LISTS).items() if name != source} | {
        "programme": "program"
    }

    def get_day(self, item):
        start = timezone.localdate(item.entry.start)
        return start + count_days(item, start, on_weekday=True) - ANNOUNCED_BEFORE

    def fill(self, item, page):
        entry = item.entry
        set_fields(page, {name: getattr(entry, source) for name, source in VALUES.items()})
        set_fields(page, {name: to_lines(getattr(entry, source)) for name, source in LISTS.items()})
        self.fill_dates(item, page)
        page.programme = item.find_optional("programme", entry.program, "program")
        page.theme_fields = item.find_all("theme field", entry.theme_fields, "theme_fields")
        documents = item.find_all("document", entry.documents, "documents")
        page.documents = [EventDocument(document=document) for document in documents]
        sheets = item.find_all("fact sheet", entry.steckbriefe, "steckbriefe")
        page.fact_sheets = [EventFactSheet(fact_sheet=sheet) for sheet in sheets]
        page.body = make_body(item, entry.body, page)

    def fill_dates(self, item, page):
        entry = item.entry
        days = count_days(item, timezone.localdate(entry.start), on_weekday=True)
        page.start, page.end = move_moment(entry.start, days), move_moment(entry.end, days)
        page.registration_deadline = entry.registration_deadline and entry.registration_deadline + days


SECTIONS = (EventSection(),)
UNREAD = frozenset()
