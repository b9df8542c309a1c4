from itertools import takewhile

from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages.base import BodyPage, EditorialPage
from cms.pages.library.places import map_programmes
from vocabulary.models import Programme


class PhaseBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Phase", max_length=100)
    period = blocks.CharBlock(
        label="Zeitraum", max_length=100, required=False, help_text="Zum Beispiel „Mai bis Juli 2019“."
    )
    text = blocks.TextBlock(label="Was geschah", max_length=500, required=False)

    class Meta:
        label = "Phase"
        icon = "date"


class ProgrammePage(BodyPage):
    """A programme with its municipalities, on a map and as a list."""

    programme = models.OneToOneField(
        "vocabulary.Programme", on_delete=models.PROTECT, related_name="page", verbose_name="Programm"
    )
    phases = StreamField([("phase", PhaseBlock())], verbose_name="Phasen", blank=True)
    funding_note = models.CharField("Förderhinweis", max_length=250, blank=True)

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("programme"),
        FieldPanel("phases"),
        FieldPanel("body"),
        FieldPanel("funding_note"),
    ]
    template = "cms/library/programme.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["cms.CityPage"]

    class Meta:
        verbose_name = "Programmseite"
        verbose_name_plural = "Programmseiten"

    def get_context(self, request, *args, **kwargs):
        (mapped,) = map_programmes(Programme.objects.filter(pk=self.programme_id), request)
        context = super().get_context(request, *args, **kwargs)
        return context | {"mapped": mapped, "programmes": [mapped]}

    @cached_property
    def opening(self):
        """The texts before anything else: they stand beside the facts."""
        return list(takewhile(lambda block: block.block_type == "text", self.blocks))

    @property
    def further(self):
        return self.blocks[len(self.opening) :]
