"""press.json: press releases, below their index; with an embargo they wait for it."""

from html import escape
from typing import ClassVar

from django.utils import timezone

from cms.imports.kinds.dated import count_days, move_moment
from cms.imports.pages import PageSection, to_lines
from cms.imports.schema import Day, Entry, Moment, Slug, Text
from cms.imports.section import set_fields
from cms.models import PressIndexPage, PressPage
from cms.pages.embargo import TOO_LATE, is_to_come

VALUES = {
    "intro": "subtitle",
    "search_description": "subtitle",
} | {name: name for name in ("title", "number", "place", "funding_note", "source_note", "is_demo")}


class QuoteEntry(Entry):
    """It stands after the paragraph of that number."""

    unread: ClassVar = frozenset({"source"})
    text: str
    person: Text = ""
    role: Text = ""
    after: int


class ContactEntry(Entry):
    unread: ClassVar = frozenset({"initials", "fictitious"})
    name: Text = ""
    role: Text = ""
    email: Text = ""
    phone: Text = ""


class PressEntry(Entry):
    """`body`: paragraphs as plain text."""

    unread: ClassVar = frozenset({"source", "status"})
    slug: Slug
    title: str
    subtitle: str
    number: Text = ""
    file_reference: Text = ""
    date: Day
    place: str
    embargo_until: Moment | None = None
    body: list[str]
    quotes: list[QuoteEntry] = []
    contact: ContactEntry = ContactEntry()
    funding_note: Text = ""
    topics: list[str] = []
    source_note: Text = ""
    demo_offset_days: int | None = None
    is_demo: bool = False


class PressSection(PageSection):
    name, kind, entry, model = "press", "press release", PressEntry, PressPage
    parent_type = PressIndexPage
    names = {name: source for name, source in VALUES.items() if name != source} | {
        "references": "file_reference",
        "go_live_at": "embargo_until",
        **{f"contact_{name}": f"contact.{name}" for name in ContactEntry.model_fields},
    }

    def get_day(self, item):
        return item.entry.date + count_days(item, item.entry.date)

    def fill(self, item, page):
        entry = item.entry
        set_fields(page, {name: getattr(entry, source) for name, source in VALUES.items()})
        set_fields(page, {f"contact_{name}": value for name, value in entry.contact.model_dump().items()})
        page.references = to_lines([entry.file_reference] if entry.file_reference else [])
        page.theme_fields = item.find_all("theme field", entry.topics, "topics")
        page.date = self.get_day(item)
        page.body = make_text(item)
        self.fill_embargo(item, page)

    def fill_embargo(self, item, page):
        embargo = item.entry.embargo_until
        moment = embargo and move_moment(embargo, count_days(item, timezone.localdate(embargo)))
        page.go_live_at = moment if is_to_come(moment) else None
        if page.go_live_at:
            if page.pk and page.live:
                item.add_problem("embargo_until", TOO_LATE)
            page.live = False
            page.date = max(page.date, timezone.localdate(moment))


def make_text(item):
    """The paragraphs, with each quote after the one whose number it names."""
    entry, made, places, paragraphs = item.entry, [], [], []
    for number, paragraph in enumerate(entry.body, 1):
        paragraphs.append(f"<p>{escape(paragraph, quote=False)}</p>")
        quotes = [(place, quote) for place, quote in enumerate(entry.quotes) if quote.after == number]
        if quotes or number == len(entry.body):
            made.append(("text", "".join(paragraphs)))
            places.append(("body", {}))
            paragraphs = []
        made += [("quote", quote.model_dump(include={"text", "person", "role"})) for _, quote in quotes]
        places += [(f"quotes[{place}]", {}) for place, _ in quotes]
    for place, quote in enumerate(entry.quotes):
        if not 1 <= quote.after <= len(entry.body):
            item.add_problem(f"quotes[{place}].after", f"there is no paragraph {quote.after}")
    item.places["body"] = places
    return made


SECTIONS = (PressSection(),)
UNREAD = frozenset()
