"""What hangs on a fact sheet in lists: documents, clips and others like it."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class FactSheetDocument(Orderable):
    page = ParentalKey("cms.FactSheetPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "cms.EditorialDocument", on_delete=models.CASCADE, related_name="+", verbose_name="Dokument"
    )
    is_template = models.BooleanField(
        "ist eine Vorlage", default=False, help_text="Zum Nachnutzen: Vertrag, Aushang, Formular."
    )

    panels = [FieldPanel("document"), FieldPanel("is_template")]


class FactSheetClip(Orderable):
    page = ParentalKey("cms.FactSheetPage", on_delete=models.CASCADE, related_name="clips")
    clip = models.ForeignKey("cms.Clip", on_delete=models.CASCADE, related_name="+", verbose_name="Clip")

    panels = [FieldPanel("clip")]


class RelatedFactSheet(Orderable):
    page = ParentalKey("cms.FactSheetPage", on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        "cms.FactSheetPage", on_delete=models.CASCADE, related_name="+", verbose_name="Steckbrief"
    )

    panels = [PageChooserPanel("other")]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(page=F("other")), name="fact_sheet_is_not_like_itself"),
        ]
