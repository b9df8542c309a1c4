"""From the fields that editors describe to the fields of a form, in the words and with the cleaning of all our forms."""

from django import forms
from django.db import models
from wagtail.contrib.forms.forms import FormBuilder

from cms import limits
from cms.forms.guarded import GuardedForm
from web.fields import AddressField, LineField, TextField

# By the label, what browsers may fill in (WCAG 1.3.5).
AUTOCOMPLETE = {
    "name": "name",
    "stadt": "address-level2",
    "stadt oder gemeinde": "address-level2",
    "organisation": "organization",
    "telefon": "tel",
}


class FieldType(models.TextChoices):
    """Those of Wagtail's types for which templates/cms/components/form.html has a form; the values are Wagtail's."""

    LINE = "singleline", "eine Zeile"
    TEXT = "multiline", "mehrere Zeilen"
    EMAIL = "email", "E-Mail-Adresse"
    CHECK = "checkbox", "Kästchen zum Ankreuzen"
    CHOICE = "dropdown", "Auswahlliste"


def describe_missing(message):
    return {"error_messages": {"required": message}}


class PublicFormBuilder(FormBuilder):
    def get_field_options(self, field):
        options = super().get_field_options(field)
        if not field.required:
            options["label"] += " (freiwillig)"
        return options

    def create_singleline_field(self, field, options):
        known = AUTOCOMPLETE.get(field.label.lower())
        return LineField(
            max_length=limits.LINE_LENGTH,
            widget=forms.TextInput(attrs={"autocomplete": known} if known else {}),
            **describe_missing("Bitte füllen Sie dieses Feld aus."),
            **options,
        )

    def create_multiline_field(self, _, options):
        return TextField(
            max_length=limits.MESSAGE_LENGTH,
            widget=forms.Textarea(attrs={"rows": 7}),
            **describe_missing("Bitte schreiben Sie hier etwas."),
            **options,
        )

    def create_email_field(self, _, options):
        return AddressField(**options)

    def create_checkbox_field(self, _, options):
        return forms.BooleanField(**describe_missing("Bitte kreuzen Sie das Kästchen an."), **options)

    def create_dropdown_field(self, field, options):
        choices = [("", "Bitte wählen"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(
            choices=choices, **describe_missing("Bitte wählen Sie etwas aus der Liste."), **options
        )

    def get_form_class(self):
        return type("PublicForm", (GuardedForm,), self.formfields)
