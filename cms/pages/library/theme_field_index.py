from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from accounts.viewer import Viewer
from cms import limits
from cms.access import find_open_documents, open_to
from cms.indexes import find_index
from cms.models.links import ExternalLink
from cms.pages.base import IndexPage
from cms.pages.events import EventPage
from cms.pages.library.connections import connect_fields, draw_connections, draw_neighbours
from cms.pages.library.fact_sheet import FactSheetPage, Status
from cms.pages.library.fact_sheet_index import FactSheetIndexPage
from cms.pages.lists import CommunityPage, read_choice
from cms.pages.press import PressPage
from groups.models import Group, Visibility
from people.access import find_experts
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
        fields = describe_fields(request)
        picture = draw_connections(fields, self.get_url(request))
        return self.render(request, context_overrides={"fields": fields, "picture": picture})

    @path("<slug:slug>/")
    def show_field(self, request, slug):
        """Its fact sheets, all or with `mit` in the address those that carry another field, too."""
        field = get_object_or_404(ThemeField, slug=slug)
        context = describe_field(field, request) | describe_exchange(field, request)
        return self.render(request, context_overrides=context, template="cms/library/theme_field.html")

    def get_sitemap_urls(self, request=None):
        """With the page of each theme field, which changes when a fact sheet does."""
        own = super().get_sitemap_urls(request)
        sheets = Q(fact_sheets__in=FactSheetPage.objects.live().public())
        fields = ThemeField.objects.annotate(changed=Max("fact_sheets__last_published_at", filter=sheets))
        start = own[0]["location"]
        return own + [{"location": f"{start}{one.slug}/", "lastmod": one.changed} for one in fields]


def find_kinds(request):
    """What theme fields sort besides fact sheets, in the order in which pages show it; each with `theme_fields`."""
    events, press = (
        model.objects.live().filter(open_to(request)).defer_streamfields() for model in (EventPage, PressPage)
    )
    return {
        "events": events.order_by("-start"),
        "documents": find_open_documents(request).order_by("title"),
        "links": ExternalLink.objects.all(),
        "press": press.order_by("-date"),
    }


def describe_fields(request):
    """Each field with `numbers` by kind, `connections`, and `newest`, the last of its fact sheets."""
    sheets = FactSheetPage.objects.shown_to(request)
    kinds = {"sheets": sheets, **find_kinds(request)}
    counted = {kind: count_by_field(found) for kind, found in kinds.items()}
    newest = find_newest(sheets)
    fields = list(ThemeField.objects.all())
    connect_fields(fields, sheets)
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
    """The field with its place among all, its connections, its fact sheets, and a few of each other kind."""
    fields, every = list(ThemeField.objects.all()), FactSheetPage.objects.shown_to(request)
    connect_fields(fields, every)
    place = fields.index(field)
    field, sheets = fields[place], every.filter(theme_fields=field)
    chosen = read_choice(request, "mit")
    other = next((one.field for one in field.connections if one.field.slug == chosen), None)
    kinds = {kind: found.filter(theme_fields=field) for kind, found in find_kinds(request).items()}
    return {
        "field": field,
        "place": place + 1,
        "fields": fields,
        "other": other,
        "picture": draw_neighbours(field) if field.connections else "",
        "library": find_index(FactSheetIndexPage, request),
        "proven": find_proven(sheets),
        "sheets": get_sheets(sheets.filter(theme_fields=other) if other else sheets, request),
        "numbers": {"sheets": sheets.count(), **{kind: found.count() for kind, found in kinds.items()}},
        **{kind: found[: limits.ENTRIES_PER_KIND] for kind, found in kinds.items()},
        **order_events(kinds["events"]),
    }


def get_sheets(sheets, request):
    rows = sheets.with_rows().order_by("municipality__title", "title", "pk")
    return get_page(request, rows, limits.FACT_SHEETS_PER_PAGE)


def order_events(events):
    """The next one, and a few others: those to come first, then the last that are over."""
    upcoming = list(events.upcoming().order_by("start", "pk")[: limits.ENTRIES_PER_KIND])
    past = list(events.past()[: limits.ENTRIES_PER_KIND])
    return {
        "next_event": next(iter(upcoming), None),
        "events": [*upcoming[1:], *past][: limits.ENTRIES_PER_KIND],
    }


def describe_exchange(field, request):
    """Who knows about it, and where it is talked about, as far as the reader may know."""
    viewer = Viewer.of(request)
    listed = Group.objects.filter(visibility=Visibility.VISIBLE, theme_fields=field).open()
    return {
        "experts": find_experts(viewer, field, limits.EXPERTS),
        "groups": list(Group.objects.of(viewer.user).filter(theme_fields=field).open()),
        "listed_groups": listed.count(),
        "community": find_index(CommunityPage, request),
    }


def find_proven(sheets):
    """(what has helped, the fact sheet that says so), of projects that have become permanent."""
    permanent = sheets.filter(status=Status.PERMANENT).exclude(success_factors=[])
    permanent = permanent.select_related("municipality").order_by("-last_reviewed", "pk")[: limits.PROVEN]
    return [(sheet.success_factors[0].value, sheet) for sheet in permanent if sheet.success_factors]
