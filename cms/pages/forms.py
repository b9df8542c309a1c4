from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import StreamField

from cms.blocks import BodyBlock
from cms.forms.builder import FieldType
from cms.forms.serving import StoredForm
from cms.models.publisher import OfOrganisation
from cms.pages.base import BodyPage, EditorialPage


class FormPage(OfOrganisation, StoredForm, BodyPage):
    """A form whose fields editors choose. The body stands beside it."""

    form_title = models.CharField("Überschrift des Formulars", max_length=100, default="Ihre Nachricht")
    button = models.CharField("Beschriftung des Knopfs", max_length=40, default="Nachricht senden")
    recipient = models.EmailField(
        "Empfängeradresse", help_text="Dorthin geht jede Nachricht; gespeichert wird sie auch hier."
    )
    thanks = models.TextField(
        "Dank nach dem Absenden",
        max_length=500,
        default="Ihre Nachricht ist angekommen. Wir melden uns, sobald wir sie gelesen haben.",
    )
    body = StreamField(BodyBlock(), verbose_name="Inhalt neben dem Formular", blank=True)

    again = "Noch eine Nachricht schreiben"
    kept = "Wir löschen die Nachricht nach einem Jahr."

    content_panels = [
        FormSubmissionsPanel(),
        *EditorialPage.content_panels,
        FieldPanel("body"),
        FieldPanel("form_title"),
        InlinePanel("form_fields", heading="Felder des Formulars", label="Feld"),
        FieldRowPanel([FieldPanel("button"), FieldPanel("recipient")]),
        FieldPanel("thanks"),
    ]
    template = "cms/form_page.html"
    parent_page_types = ["home.HomePage", "cms.StandardPage", "cms.FactSheetIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "Seite mit Formular"
        verbose_name_plural = "Seiten mit Formular"


class FormField(AbstractFormField):
    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField("Art", max_length=16, choices=FieldType)
    # Previews need it: see AbstractFormField.
    field_type.required_on_save = True

    class Meta(AbstractFormField.Meta):
        verbose_name = "Feld eines Formulars"
        verbose_name_plural = "Felder eines Formulars"
