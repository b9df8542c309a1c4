"""steckbriefe.json: fact sheets, below the library."""

from typing import Annotated, ClassVar

from django.core.exceptions import ValidationError
from pydantic import Field

from cms.imports.blocks import Block, make_body
from cms.imports.pages import PageSection, to_lines
from cms.imports.schema import Day, Entry, Number, Slug, Text, Visibility
from cms.imports.section import set_fields
from cms.models import (
    FactSheetClip,
    FactSheetDocument,
    FactSheetIndexPage,
    FactSheetPage,
    RelatedFactSheet,
    Reuse,
)
from vocabulary.models import Quarter

LISTS = ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding")
# Our field to that of the entry, where the value is the same.
VALUES = {
    "title": "title",
    "intro": "teaser",
    "search_description": "teaser",
    "number": "id",
    "location_note": "location_precision",
    "offers_talk": "offers_peer_call",
} | {
    name: name
    for name in (
        *(
            "is_demo",
            "lat",
            "lon",
            "status",
            "period_start",
            "period_end",
            "origin_note",
            "summary",
            "budget_class",
        ),
        *(
            "staff_effort",
            "start_up_time",
            "transferability",
            "evidence",
            "accessibility_notes",
            "offers_visit",
        ),
        *("language", "last_reviewed", "review_after_days"),
    )
}


class ContactEntry(Entry):
    unread: ClassVar = frozenset({"fictitious"})
    role: Text = ""
    organisation: Text = ""
    email: Text = ""


class ReuseEntry(Entry):
    city: str
    note: Text = ""
    date: Day | None = None
    is_demo: bool = False


class FactSheetEntry(Entry):
    """`templates`: those of the documents that can be used again."""

    unread: ClassVar = frozenset({"demo_notice", "badge", "program", "reported_by"})
    slug: Slug
    title: str
    teaser: str
    summary: str
    city: str
    quarter: Text = ""
    theme_fields: Annotated[list[str], Field(min_length=1)]
    target_groups: list[str] = []
    status: str
    id: Text = ""
    lat: Number | None = None
    lon: Number | None = None
    location_precision: Text = ""
    period_start: Day | None = None
    period_end: Day | None = None
    origin_note: Text = ""
    goals: list[str] = []
    success_factors: list[str] = []
    stumbling_blocks: list[str] = []
    lessons: list[str] = []
    partners: list[str] = []
    funding: list[str] = []
    budget_class: Text = ""
    staff_effort: Text = ""
    start_up_time: Text = ""
    transferability: Text = ""
    evidence: Text = ""
    accessibility_notes: Text = ""
    contact: ContactEntry = ContactEntry()
    reused_by: list[ReuseEntry] = []
    offers_visit: bool = False
    offers_peer_call: bool = False
    related: list[str] = []
    documents: list[str] = []
    templates: list[str] = []
    media: list[str] = []
    body: list[Block] = []
    visibility: Visibility = "oeffentlich"
    language: str = "de"
    last_reviewed: Day | None = None
    review_after_days: int = 365
    is_demo: bool = False


class FactSheetSection(PageSection):
    name, kind, entry, model = "steckbriefe", "fact sheet", FactSheetEntry, FactSheetPage
    parent_type = FactSheetIndexPage
    names = {name: source for name, source in VALUES.items() if name != source} | {
        "municipality": "city",
        **{f"contact_{name}": f"contact.{name}" for name in ContactEntry.model_fields},
    }

    def get_day(self, item):
        return item.entry.last_reviewed

    def fill(self, item, page):
        entry = item.entry
        set_fields(page, {name: getattr(entry, source) for name, source in VALUES.items()})
        set_fields(page, {name: to_lines(getattr(entry, name)) for name in LISTS})
        set_fields(page, {f"contact_{name}": value for name, value in entry.contact.model_dump().items()})
        self.fill_place(item, page)
        page.theme_fields = item.find_all("theme field", entry.theme_fields, "theme_fields")
        page.target_groups = item.find_all("target group", entry.target_groups, "target_groups")
        page.documents = self.list_documents(item)
        page.clips = [FactSheetClip(clip=clip) for clip in item.find_all("clip", entry.media, "media")]
        page.body = make_body(item, entry.body, page)
        self.find_adopters(item)

    def find_adopters(self, item):
        return [
            item.find("municipality", reuse.city, f"reused_by[{place}].city")
            for place, reuse in enumerate(item.entry.reused_by)
        ]

    def fill_place(self, item, page):
        town = item.find("municipality", item.entry.city, "city")
        if town:
            page.municipality, page.programme = town, town.programme
            title = item.entry.quarter
            page.quarter = (
                title and Quarter.objects.get_or_create(municipality=town, title=title)[0]
            ) or None

    def list_documents(self, item):
        entry = item.entry
        for place, name in enumerate(entry.templates):
            if name not in entry.documents:
                item.add_problem(f"templates[{place}]", f"“{name}” is not among the documents of the entry")
        return [
            FactSheetDocument(document=document, is_template=name in entry.templates)
            for place, name in enumerate(entry.documents)
            if (document := item.find("document", name, f"documents[{place}]"))
        ]

    def complete(self, item):
        rows = self.list_related(item)
        if not item.failed:
            for row in rows:
                row.page = item.target
            RelatedFactSheet.objects.bulk_create(rows)
            super().complete(item)

    def complete_fields(self, item, page):
        page.related = self.list_related(item)

    def list_related(self, item):
        entry = item.entry
        if entry.slug in entry.related:
            item.add_problem(f"related[{entry.related.index(entry.slug)}]", "is the fact sheet itself")
        found = item.find_all("fact sheet", entry.related, "related")
        return [RelatedFactSheet(other=other, sort_order=order) for order, other in enumerate(found)]

    def fill_rows(self, item, page):
        super().fill_rows(item, page)
        for place, (town, reuse) in enumerate(
            zip(self.find_adopters(item), item.entry.reused_by, strict=True)
        ):
            if town:
                self.store_reuse(item, page, town, reuse, f"reused_by[{place}].")

    def store_reuse(self, item, page, town, source, where):
        """What members reported and editors decided since stays."""
        reuse = Reuse.objects.filter(page=page, municipality=town).first()
        reuse = reuse or Reuse(page=page, municipality=town)
        set_fields(reuse, source.model_dump(exclude={"city"}))
        try:
            reuse.full_clean(exclude=["page", "reporter"], validate_constraints=False)
        except ValidationError as refusal:
            item.add_refusal(refusal, where)
        else:
            reuse.save()


SECTIONS = (FactSheetSection(),)
UNREAD = frozenset()
