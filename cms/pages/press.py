from django.db import models
from django.db.models import Count, F
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms import limits
from cms.access import as_anybody, open_to
from cms.blocks import BodyBlock
from cms.feeds import FILE, serve_feed
from cms.pages.base import ITEM_PANELS, BodyPage, EditorialPage, IndexPage, lines_field
from cms.pages.embargo import EMBARGO_PANEL, Embargoed
from cms.pdf.press import describe_press
from cms.pdf.render import answer_with_pdf
from web.numbers import parse_positive_int
from web.paging import get_page


class PressIndexPage(RoutablePageMixin, IndexPage):
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("body", help_text="Steht unter den Presseinformationen."),
    ]
    template = "cms/press_index.html"
    subpage_types = ["cms.PressPage"]

    class Meta:
        verbose_name = "Übersicht der Presse"
        verbose_name_plural = "Übersichten der Presse"

    def get_context(self, request, *args, **kwargs):
        """With the releases of the year in the address, or of all years."""
        found = find_releases(request).child_of(self)
        years = list(found.order_by("-date__year").values_list("date__year").annotate(Count("pk")))
        year = parse_positive_int(request.GET.get("jahr", ""))
        if year:
            # A date of a year that no calendar has would be an error.
            found = found.filter(date__year=year) if year in dict(years) else found.none()
        return super().get_context(request, *args, **kwargs) | {
            "years": years,
            "year": year,
            "releases": get_page(request, found, limits.RELEASES_PER_PAGE),
        }

    @path(f"{FILE}/")
    def show_feed(self, request):
        found = find_releases(as_anybody(request)).child_of(self).annotate(day=F("date"))
        return serve_feed(request, self, found[: limits.FEED_ENTRIES])


class PressPage(Embargoed, RoutablePageMixin, BodyPage):
    """A press release. `references` are file references as free text, such as "047.43 - P 362/2020 · Co"."""

    number = models.CharField("Nummer", max_length=50, blank=True)
    references = lines_field("Aktenzeichen")
    date = models.DateField("Datum")
    place = models.CharField("Ort", max_length=100)
    theme_fields = ParentalManyToManyField(
        "vocabulary.ThemeField", related_name="press_releases", blank=True, verbose_name="Themenfelder"
    )
    body = StreamField(BodyBlock(), verbose_name="Text")
    contact_name = models.CharField("Name", max_length=100, blank=True)
    contact_role = models.CharField("Funktion", max_length=150, blank=True)
    contact_email = models.EmailField("E-Mail-Adresse", blank=True)
    contact_phone = models.CharField("Telefon", max_length=50, blank=True)
    funding_note = models.CharField("Förderhinweis", max_length=250, blank=True)
    source_note = models.CharField("Anmerkung zur Quelle", max_length=250, blank=True)

    content_panels = [
        *ITEM_PANELS,
        FieldRowPanel([FieldPanel("date"), FieldPanel("place"), FieldPanel("number")]),
        EMBARGO_PANEL,
        FieldPanel("references"),
        FieldPanel("body", help_text="Ort und Datum stehen von selbst vor dem ersten Satz."),
        FieldPanel("theme_fields"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_name", "contact_role", "contact_email", "contact_phone")],
            heading="Kontakt für die Presse",
        ),
        FieldPanel("funding_note"),
        FieldPanel("source_note"),
    ]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("references"),
    ]
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, ("pdf", "PDF")]
    template = "cms/press_page.html"
    schema_type = "NewsArticle"
    parent_page_types = ["cms.PressIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "Presseinformation"
        verbose_name_plural = "Presseinformationen"

    def get_context(self, request, *args, **kwargs):
        """With the newest releases, among which is always this one."""
        newest = list(find_releases(request).sibling_of(self)[: limits.RELEASES_BESIDE])
        if self not in newest:
            newest.append(self)
        return super().get_context(request, *args, **kwargs) | {"releases": newest}

    @path("presseinformation.pdf/")
    def show_pdf(self, request):
        """config/urls.py leads to it without the slash."""
        return answer_with_pdf(
            request, "press", describe_press(self, request), f"Presseinformation {self.title}"
        )

    def serve_preview(self, request, mode_name):
        return self.show_pdf(request) if mode_name == "pdf" else super().serve_preview(request, mode_name)


def find_releases(request):
    """The published releases that the reader may open, the newest first."""
    found = PressPage.objects.live().filter(open_to(request))
    return found.defer_streamfields().order_by("-date", "-pk")
