from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import BodyBlock, QuoteBlock
from cms.pages.base import ITEM_PANELS, BodyPage, lines_field
from cms.pages.library.practice import Practice
from vocabulary.models import ThemeField


class ExperienceBlock(blocks.StructBlock):
    """What a city has learned in one field; the field may have been deleted since."""

    theme_field = SnippetChooserBlock("vocabulary.ThemeField", label="Themenfeld")
    text = blocks.TextBlock(label="Erfahrung", max_length=1000)

    class Meta:
        label = "Erfahrung"
        icon = "tag"


class CityPage(BodyPage):
    """The page of a municipality; its quarters, fact sheets and clips hang on the Municipality."""

    municipality = models.OneToOneField(
        "vocabulary.Municipality",
        on_delete=models.PROTECT,
        related_name="page",
        verbose_name="Stadt oder Gemeinde",
    )
    population = models.PositiveIntegerField("Einwohnerzahl, gerundet", null=True, blank=True)
    population_note = models.CharField("Anmerkung zur Einwohnerzahl", max_length=150, blank=True)
    facts = lines_field("Fakten")
    goals = lines_field("Ziele")
    quotes = StreamField([("quote", QuoteBlock())], verbose_name="Stimmen", blank=True)
    experiences = StreamField(
        [("experience", ExperienceBlock())], verbose_name="Erfahrungen nach Themenfeld", blank=True
    )
    website = models.URLField("Website", blank=True)
    contact_role = models.CharField("Ansprechstelle", max_length=150, blank=True)
    contact_email = models.EmailField("E-Mail-Adresse", blank=True)
    body = StreamField(BodyBlock(), verbose_name="Weitere Inhalte", blank=True)

    content_panels = [
        *ITEM_PANELS,
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("population"), FieldPanel("population_note")]),
        FieldPanel("facts"),
        FieldPanel("goals"),
        FieldPanel("quotes"),
        FieldPanel("experiences"),
        MultiFieldPanel(
            [FieldPanel("contact_role"), FieldPanel("contact_email"), FieldPanel("website")],
            heading="Wen kann man fragen?",
        ),
        FieldPanel("body"),
    ]
    template = "cms/library/city.html"
    parent_page_types = ["cms.ProgrammePage"]
    subpage_types = []

    class Meta:
        verbose_name = "Stadtseite"
        verbose_name_plural = "Stadtseiten"

    @property
    def theme_fields(self):
        """Those of its fact sheets."""
        return ThemeField.objects.filter(fact_sheets__municipality=self.municipality_id).distinct()

    def get_context(self, request, *args, **kwargs):
        practice = Practice(self.municipality, request)
        experiences = practice.list_experiences(self.experiences)
        return super().get_context(request, *args, **kwargs) | {
            "practice": practice,
            "experiences": experiences,
        }
