"""News pages and "Aktuelles": news, press releases, events and fact sheets by the day they came out."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, Site

from cms import limits
from cms.access import as_anybody, open_to
from cms.feeds import FILE, serve_feed
from cms.pages.base import ITEM_PANELS, BodyPage, EditorialPage, IndexPage
from cms.pages.embargo import EMBARGO_PANEL, Embargoed
from cms.pages.events import EventPage
from cms.pages.library.fact_sheet import FactSheetPage
from cms.pages.periods import describe_period
from cms.pages.press import PressPage
from web.paging import get_page


class NewsIndexPage(RoutablePageMixin, IndexPage):
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("body", help_text="Steht unter den Nachrichten."),
    ]
    template = "cms/news_index.html"
    subpage_types = ["cms.NewsPage"]

    class Meta:
        verbose_name = "Übersicht „Aktuelles“"
        verbose_name_plural = "Übersichten „Aktuelles“"

    def get_context(self, request, *args, **kwargs):
        """With the news of the kind in the address, or of all kinds."""
        chosen = KINDS_BY_SLUG.get(request.GET.get("art"))
        found = find_news(request, [chosen] if chosen else KINDS)
        rows = get_page(request, found, limits.NEWS_PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {
            "kinds": count_kinds(request),
            "kind": chosen,
            "news": rows,
            "rows": describe_rows(rows),
        }

    @path(f"{FILE}/")
    def show_feed(self, request):
        return serve_feed(
            request, self, describe_rows(find_news(as_anybody(request), KINDS)[: limits.FEED_ENTRIES])
        )


class NewsPage(Embargoed, BodyPage):
    date = models.DateField("Datum", default=timezone.localdate)
    theme_fields = ParentalManyToManyField(
        "vocabulary.ThemeField", related_name="news", blank=True, verbose_name="Themenfelder"
    )

    content_panels = [
        *ITEM_PANELS,
        FieldPanel("date"),
        EMBARGO_PANEL,
        FieldPanel("body"),
        FieldPanel("theme_fields"),
    ]
    template = "cms/news_page.html"
    schema_type = "NewsArticle"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"

    def get_context(self, request, *args, **kwargs):
        others = find_news(request, KINDS).exclude(pk=self.pk)[: limits.NEWS_BESIDE]
        return super().get_context(request, *args, **kwargs) | {"others": describe_rows(others)}


class Kind(NamedTuple):
    """`slug` stands in the address, `label` at each row."""

    slug: str
    model: type
    label: str
    plural: str


KINDS = (
    Kind("nachrichten", NewsPage, "Nachricht", "Nachrichten"),
    Kind("presse", PressPage, "Presse", "Presse"),
    Kind("veranstaltungen", EventPage, "Veranstaltung", "Veranstaltungen"),
    Kind("steckbriefe", FactSheetPage, "Steckbrief", "Steckbriefe"),
)
KINDS_BY_SLUG = {kind.slug: kind for kind in KINDS}
KINDS_BY_MODEL = {kind.model: kind for kind in KINDS}


def find_news(request, kinds):
    """The published pages of these kinds that the reader may open, the newest first, with what a row says of each.

    One query for pages of all types: what they share stands in columns of their own tables. `day` is the date of a news
    page or press release; of events and fact sheets, whose dates are others, the day of publication.
    """
    pages = find_pages(request, kinds).annotate(
        intro=first_of("intro", KINDS_BY_MODEL),
        is_demo=first_of("is_demo", KINDS_BY_MODEL),
        day=Coalesce(first_of("date", (NewsPage, PressPage)), TruncDate("first_published_at")),
        start=F("eventpage__start"),
        end=F("eventpage__end"),
        is_all_day=F("eventpage__is_all_day"),
    )
    return pages.order_by(F("day").desc(nulls_last=True), "-pk")


def find_pages(request, kinds):
    root = Site.find_for_request(request).root_page
    pages = Page.objects.live().filter(open_to(request)).descendant_of(root)
    return pages.type(*(kind.model for kind in kinds))


def first_of(field, types):
    return Coalesce(*(f"{model._meta.model_name}__{field}" for model in types))


def describe_rows(pages):
    """The pages of `find_news`, each with its `kind` and, of an event, its `period`."""
    rows = list(pages)
    for page in rows:
        page.kind = KINDS_BY_MODEL[page.specific_class]
        page.period = page.start and describe_period(page.start, page.end, is_all_day=page.is_all_day)
    return rows


def count_kinds(request):
    """How many pages of each kind there are for the reader, as (kind, number); kinds without one are left out."""
    counted = find_pages(request, KINDS).order_by().values_list("content_type").annotate(Count("pk"))
    numbers = dict(counted)
    found = ((kind, numbers.get(ContentType.objects.get_for_model(kind.model).pk)) for kind in KINDS)
    return [(kind, number) for kind, number in found if number]
