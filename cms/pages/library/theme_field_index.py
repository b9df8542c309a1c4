from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms import limits
from cms.access import find_open_documents, open_to
from cms.pages.base import IndexPage
from cms.pages.events import EventPage
from cms.pages.library.fact_sheet import FactSheetPage, Status
from cms.pages.press import PressPage
from vocabulary.models import ThemeField
from web.paging import get_page


class ThemeFieldIndexPage(RoutablePageMixin, IndexPage):
    """All theme fields, and below it a page for each, which no editor has to make."""

    template = "cms/library/theme_field_index.html"
    max_count = 1

    class Meta:
        verbose_name = "Übersicht der Themenfelder"
        verbose_name_plural = "Übersichten der Themenfelder"

    @path("")
    def show_fields(self, request):
        return self.render(request, context_overrides={"fields": describe_fields(request)})

    @path("<slug:slug>/")
    def show_field(self, request, slug):
        context = describe_field(get_object_or_404(ThemeField, slug=slug), request)
        return self.render(request, context_overrides=context, template="cms/library/theme_field.html")


def find_kinds(request):
    """What theme fields sort besides fact sheets, in the order in which pages show it; each with `theme_fields`."""
    events, press = (
        model.objects.live().filter(open_to(request)).defer_streamfields() for model in (EventPage, PressPage)
    )
    return {
        "events": events.order_by("-start"),
        "documents": find_open_documents(request).order_by("title"),
        "press": press.order_by("-date"),
    }


def describe_fields(request):
    """Each field with `numbers` by kind, and `newest`, the last of its fact sheets."""
    sheets = FactSheetPage.objects.shown_to(request)
    kinds = {"sheets": sheets, **find_kinds(request)}
    counted = {kind: count_by_field(found) for kind, found in kinds.items()}
    newest = find_newest(sheets)
    fields = list(ThemeField.objects.all())
    for field in fields:
        field.numbers = {kind: numbers.get(field.pk, 0) for kind, numbers in counted.items()}
        field.newest = newest.get(field.pk, [])
    return fields


def count_by_field(found):
    return dict(found.order_by().values_list("theme_fields").annotate(Count("pk")))


def find_newest(sheets):
    """Key of a field to a few of its fact sheets, the newest first."""
    order = [F("factsheetpage__first_published_at").desc(nulls_last=True), "factsheetpage"]
    place = Window(RowNumber(), partition_by="themefield", order_by=order)
    links = FactSheetPage.theme_fields.through.objects.filter(factsheetpage__in=sheets.values("pk"))
    links = links.annotate(place=place).filter(place__lte=limits.FACT_SHEETS_PER_FIELD).order_by("place")
    pairs = links.values_list("themefield", "factsheetpage")
    found = sheets.with_rows().in_bulk({sheet for _, sheet in pairs})
    newest = {}
    for field, sheet in pairs:
        newest.setdefault(field, []).append(found[sheet])
    return newest


def describe_field(field, request):
    """The field with its place among all, its fact sheets, and a few of each other kind."""
    fields = list(ThemeField.objects.all())
    sheets = FactSheetPage.objects.shown_to(request).filter(theme_fields=field)
    rows = sheets.with_rows().order_by("municipality__title", "title", "pk")
    kinds = {kind: found.filter(theme_fields=field) for kind, found in find_kinds(request).items()}
    return {
        "field": field,
        "place": fields.index(field) + 1,
        "fields": fields,
        "proven": find_proven(sheets),
        "sheets": get_page(request, rows, limits.FACT_SHEETS_PER_PAGE),
        "numbers": {kind: found.count() for kind, found in kinds.items()},
        **{kind: found[: limits.ENTRIES_PER_KIND] for kind, found in kinds.items()},
    }


def find_proven(sheets):
    """(what has helped, the fact sheet that says so), of projects that have become permanent."""
    permanent = sheets.filter(status=Status.PERMANENT).exclude(success_factors=[])
    permanent = permanent.select_related("municipality").order_by("-last_reviewed", "pk")[: limits.PROVEN]
    return [(sheet.success_factors[0].value, sheet) for sheet in permanent if sheet.success_factors]
