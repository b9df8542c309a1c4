"""What every editorial page has, and the short fields that several page types share."""

from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from caching.results import get_or_compute
from cms.access import describe_view
from cms.blocks import BodyBlock, leave_out_empty, number_anchors
from cms.metadata.addresses import full_address
from cms.page_form import ADDRESS_PANEL, MENU_PANEL, GermanSlug

# Of a page that its index lists in any case.
ITEM_PANELS = [*Page.content_panels, FieldPanel("intro")]


class EditorialPage(GermanSlug, Page):
    """The fields of every editorial page. Abstract: each page type has its own table and its own `body`."""

    intro = models.TextField("Einleitung", max_length=500, help_text="Ein bis zwei Sätze unter dem Titel.")
    plain_language = models.TextField(
        "In Leichter Sprache",
        blank=True,
        help_text="Kurze Sätze. Erscheint aufklappbar unter der Einleitung.",
    )
    is_demo = models.BooleanField("Beispielinhalt", default=False)

    # The word of schema.org for what the page tells of, if cms/metadata/json_ld.py says more than where it stands.
    schema_type = ""
    password_required_template = "cms/password_required.html"  # noqa: S105
    content_panels = [*ITEM_PANELS, MENU_PANEL]
    promote_panels = [
        ADDRESS_PANEL,
        MultiFieldPanel([FieldPanel("plain_language"), FieldPanel("is_demo")], heading="Kennzeichnung"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        self.prepare_body(request)
        return super().get_context(request, *args, **kwargs)

    def prepare_body(self, request):
        """For this reader; before anything asks what the body shows."""
        # Blocks show pages of the types that this module is for.
        from cms.blocks.filling import fill_blocks

        def fill():
            number_anchors(self.body)
            fill_blocks(self.body, request)
            return self.body

        if getattr(request, "is_preview", False):
            fill()
        else:
            key = "body", self.pk, describe_view(request)
            self.body = get_or_compute(key, fill, request, for_moment=True)

    def get_sitemap_urls(self, request=None):
        changed = self.last_published_at or self.latest_revision_created_at
        return [{"location": full_address(self, request), "lastmod": changed}]

    @cached_property
    def blocks(self):
        """What is shown of the body."""
        return leave_out_empty(list(self.body))

    @cached_property
    def sections(self):
        """The titled blocks of the body as (anchor, title), for the list "Auf dieser Seite"."""
        return [
            (block.value.anchor, block.value.title) for block in self.blocks if hasattr(block.value, "anchor")
        ]


class BodyPage(EditorialPage):
    """A page with the blocks that all pages share. Abstract."""

    body = StreamField(BodyBlock(), verbose_name="Inhalt", blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("body")]
    search_fields = [*EditorialPage.search_fields, index.SearchField("body")]
    # Whether it ends with what groups say about it.
    is_discussed = True

    class Meta:
        abstract = True


class IndexPage(BodyPage):
    """A list directly below the start page; the body stands beside or below it. Abstract."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    is_discussed = False

    class Meta:
        abstract = True


def in_order(found, keys):
    """Those of a queryset with one of the keys, in the order of the keys."""
    rows = found.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def lines_field(label, help_text=""):
    """A list of short texts, in the order in which the page shows them; the value of each is a str."""
    line = blocks.CharBlock(label="Punkt", max_length=250)
    return StreamField([("line", line)], verbose_name=label, blank=True, help_text=help_text)
