"""What a municipality has tried and what became of it, as far as the reader may see it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, When

from cms import limits
from cms.access import find_open_documents, is_for_members
from cms.models.files import Clip, EditorialDocument
from cms.models.reuse import Reuse
from cms.pages.library.fact_sheet import FactSheetPage
from vocabulary.models import Municipality, ThemeField


@dataclass(frozen=True)
class Experience:
    """`source` is the fact sheet it is from, None for one that editors wrote."""

    theme_field: ThemeField
    text: str
    source: FactSheetPage | None = None


@dataclass(frozen=True)
class Transfer:
    """What one municipality took over from another: the fact sheet, and who the other is."""

    fact_sheet: FactSheetPage
    municipality: Municipality
    note: str


class Practice:
    def __init__(self, municipality, request):
        self.municipality, self.request = municipality, request

    @cached_property
    def _open(self):
        return FactSheetPage.objects.shown_to(self.request)

    @cached_property
    def fact_sheets(self):
        sheets = self._open.filter(municipality=self.municipality).order_by("title")
        sheets = sheets.select_related("municipality", "quarter").annotate(is_for_members=is_for_members())
        followed = Prefetch("reuses", Reuse.objects.confirmed().select_related("municipality"))
        return list(sheets.prefetch_related("theme_fields", followed, "documents"))

    @cached_property
    def quarters(self):
        """(quarter, its fact sheets) for each that has some; last, without a quarter, those of none."""
        found = {}
        for sheet in self.fact_sheets:
            found.setdefault(sheet.quarter, []).append(sheet)
        return sorted(found.items(), key=lambda item: (item[0] is None, item[0] and item[0].title))

    @cached_property
    def theme_fields(self):
        every = {theme for sheet in self.fact_sheets for theme in sheet.theme_fields.all()}
        return sorted(every, key=lambda theme: (theme.order, theme.title))

    @cached_property
    def adopters(self):
        """Where others did the same after this municipality's example."""
        every = [(sheet, reuse) for sheet in self.fact_sheets for reuse in sheet.reuses.all()]
        return [
            Transfer(sheet, reuse.municipality, reuse.note)
            for sheet, reuse in every
            if reuse.municipality_id != self.municipality.pk
        ]

    @cached_property
    def adopted(self):
        """What this municipality did after the example of others."""
        reuses = self.municipality.reuses.confirmed().filter(page__in=self._open.order_by())
        reuses = reuses.exclude(page__municipality=self.municipality).order_by("page__title")
        return [
            Transfer(reuse.page, reuse.page.municipality, reuse.note)
            for reuse in reuses.select_related("page__municipality")
        ]

    @property
    def visits(self):
        return [sheet for sheet in self.fact_sheets if sheet.offers_visit]

    @property
    def talks(self):
        return [sheet for sheet in self.fact_sheets if sheet.offers_talk]

    def list_experiences(self, written):
        """Those that editors wrote, then for the other fields one lesson of each fact sheet; in the order of the fields."""
        values = (block.value for block in written)
        rows = [Experience(value["theme_field"], value["text"]) for value in values if value["theme_field"]]
        taken = {row.theme_field for row in rows}
        for sheet in self.fact_sheets:
            theme = next((theme for theme in sheet.theme_fields.all() if theme not in taken), None)
            if theme and sheet.lessons:
                rows.append(Experience(theme, sheet.lessons[0].value, sheet))
                taken.add(theme)
        return sorted(rows, key=lambda row: (row.theme_field.order, row.theme_field.title))

    @cached_property
    def clips(self):
        return list(Clip.objects.filter(municipality=self.municipality).select_related("municipality"))

    @cached_property
    def documents(self):
        """Those of the fact sheets, then others of the same theme fields."""
        if not self.fact_sheets:
            return []
        own = Q(pk__in={row.document_id for sheet in self.fact_sheets for row in sheet.documents.all()})
        themes = EditorialDocument.theme_fields.through.objects.filter(
            editorialdocument=OuterRef("pk"), themefield__in=self.theme_fields
        )
        documents = find_open_documents(self.request).filter(own | Q(Exists(themes)))
        first = Case(When(own, then=0), default=1)
        return list(documents.order_by(first, "title")[: limits.DOCUMENTS_BESIDE])
