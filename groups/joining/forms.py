from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from accounts.models import ConsentText
from vocabulary.models import Municipality
from web.fields import AddressField, CodeField, NameField, PlaceField, TextField

TEXT_CHANGED = "Der Text der Einwilligung hat sich gerade geändert. Bitte lesen Sie ihn noch einmal."


class ConsentForm(forms.Form):
    """Knows the text that stands beside it, and whether it is the one which the person has read."""

    @cached_property
    def consent_text(self):
        return ConsentText.objects.current()

    def clean(self):
        data = super().clean()
        if read := ConsentText.objects.shown_in(self.data):
            self.consent_text = read
        else:
            self.show_anew()
        return data

    def show_anew(self):
        """Nobody has agreed to what they have not read: the box is empty again."""
        box = "consent" if "consent" in self.fields else None
        if box is None or not self.has_error(box):
            self.add_error(box, ValidationError(TEXT_CHANGED, code="text_changed"))
        self.data = {name: value for name, value in self.data.items() if name != "consent"}


class JoinForm(ConsentForm):
    name = NameField()
    email = AddressField(help_text="Am besten Ihre dienstliche Adresse.")
    place = PlaceField(help_text="Schlagen wir aus der E-Mail-Adresse vor.", suggested_from="id_email")
    consent = forms.BooleanField(
        label="Einwilligung",
        error_messages={"required": "Ohne diese Einwilligung können Sie der Gruppe nicht beitreten."},
    )

    def __init__(self, *args, domains="", **kwargs):
        super().__init__(*args, **kwargs)
        if domains:
            self.fields["email"].help_text = f"Sofort dabei sind Sie mit einer Adresse {domains}."

    def clean(self):
        """Takes the place from the mail domain when none was given."""
        data = super().clean()
        if not data.get("place") and "place" not in self.errors:
            municipality = Municipality.objects.of_address(data.get("email", ""))
            if municipality is None:
                self.add_error("place", "Bitte geben Sie Ihre Stadt oder Gemeinde ein.")
            else:
                data["place"] = municipality.title
        return data

    @property
    def who(self):
        return {field: self.cleaned_data[field] for field in ("email", "name", "place")}


class PersonalForm(JoinForm):
    """For whoever holds the key of a mailed invitation: the address is known."""

    def __init__(self, *args, recipient, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.email = recipient.email
        self.fields["name"].initial = recipient.name
        self.fields["place"].initial = Municipality.objects.of_address(self.email)
        self.fields["place"].help_text = ""

    def clean(self):
        self.cleaned_data["email"] = self.email
        return super().clean()

    @property
    def who(self):
        return {field: self.cleaned_data[field] for field in ("name", "place")}


class ReasonForm(forms.Form):
    """One question for whoever is not let in at once."""

    reason = TextField(
        label="Warum möchten Sie dabei sein?",
        max_length=500,
        help_text="Ein, zwei Sätze. Das liest nur die Gruppenleitung.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Bitte schreiben Sie der Gruppenleitung einen Satz.",
            "max_length": "Bitte höchstens 500 Zeichen; es sind %(show_value)d.",
        },
    )


class KnownAskForm(ConsentForm, ReasonForm):
    """For somebody who is signed in."""


class AskForm(JoinForm, ReasonForm):
    """For somebody who asks before having an account."""

    field_order = ["name", "email", "place", "reason", "consent"]

    @property
    def who(self):
        return super().who | {"reason": self.cleaned_data["reason"]}


class DeclineForm(forms.Form):
    words = TextField(
        label="Ihre Worte dazu",
        max_length=500,
        required=False,
        help_text="Freiwillig. Stehen in der Mail an die Person.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Bitte höchstens 500 Zeichen; es sind %(show_value)d."},
    )


class CodeForm(forms.Form):
    code = CodeField(help_text="Sechs Ziffern aus der neuesten E-Mail.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            # On a phone the field stands below the fold, and after asking for a code there is nothing else to do.
            self.fields["code"].widget.attrs["autofocus"] = True


class CodeElsewhereForm(CodeForm):
    """In a browser that did not ask for the code."""

    email = AddressField()
    field_order = ["email", "code"]
