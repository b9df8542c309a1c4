from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from accounts.models import ConsentText
from vocabulary.models import Municipality
from web.fields import AddressField, CodeField, NameField, PlaceField, TextField

TEXT_CHANGED = "Der Text der Einwilligung hat sich gerade geändert. Bitte lesen Sie ihn noch einmal."


class ConsentForm(forms.Form):
    """With the current ConsentText, and a check that it is the one which was shown to the person."""

    @cached_property
    def consent_text(self):
        return ConsentText.objects.current()

    def clean(self):
        data = super().clean()
        if read := ConsentText.objects.shown_in(self.data):
            self.consent_text = read
        else:
            self.reset_consent()
        return data

    def reset_consent(self):
        """Adds an error and unticks the box, since the person has not read the current text."""
        box = "consent" if "consent" in self.fields else None
        if box is None or not self.has_error(box):
            self.add_error(box, ValidationError(TEXT_CHANGED, code="text_changed"))
        self.data = {name: value for name, value in self.data.items() if name != "consent"}


class JoinForm(ConsentForm):
    name = NameField()
    email = AddressField(help_text="Am besten Ihre dienstliche Adresse.")
    place = PlaceField(
        help_text="Wir schlagen den Ort aus Ihrer E-Mail-Adresse vor.", suggested_from="id_email"
    )
    consent = forms.BooleanField(
        label="Einwilligung",
        error_messages={"required": "Ohne diese Einwilligung können Sie der Gruppe nicht beitreten."},
    )

    def __init__(self, *args, domains="", **kwargs):
        super().__init__(*args, **kwargs)
        if domains:
            self.fields["email"].help_text = f"Sofort dabei sind Sie mit einer Adresse {domains}."

    def clean(self):
        """Fills an empty place from the mail domain."""
        data = super().clean()
        if not data.get("place") and "place" not in self.errors:
            municipality = Municipality.objects.of_address(data.get("email", ""))
            if municipality is None:
                self.add_error("place", "Bitte geben Sie Ihre Stadt oder Gemeinde ein.")
            else:
                data["place"] = municipality.title
        return data

    @property
    def details(self):
        return {field: self.cleaned_data[field] for field in ("email", "name", "place")}


class MailedKeyForm(JoinForm):
    """For a person with the key of a mailed invitation: the address is known."""

    def __init__(self, *args, invited, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.email = invited.email
        self.fields["name"].initial = invited.name
        self.fields["place"].initial = Municipality.objects.of_address(self.email)
        self.fields["place"].help_text = ""

    def clean(self):
        self.cleaned_data["email"] = self.email
        return super().clean()

    @property
    def details(self):
        return {field: self.cleaned_data[field] for field in ("name", "place")}


class ReasonForm(forms.Form):
    """The one question to people who need approval."""

    reason = TextField(
        label="Warum möchten Sie dabei sein?",
        max_length=500,
        help_text="Ein, zwei Sätze. Das liest nur die Gruppenleitung.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Bitte schreiben Sie der Gruppenleitung einen Satz."},
    )


class SignedInAskForm(ConsentForm, ReasonForm):
    """For a person who is signed in."""


class AskForm(JoinForm, ReasonForm):
    """For a person who is not signed in."""

    field_order = ["name", "email", "place", "reason", "consent"]

    @property
    def details(self):
        return super().details | {"reason": self.cleaned_data["reason"]}


class DeclineForm(forms.Form):
    words = TextField(
        label="Ihre Worte dazu",
        max_length=500,
        required=False,
        help_text="Freiwillig. Stehen in der E-Mail an die Person.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CodeForm(forms.Form):
    code = CodeField(help_text="Sechs Ziffern aus der neuesten E-Mail.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            # On a phone the field is below the fold, and there is nothing else to do on this page.
            self.fields["code"].widget.attrs["autofocus"] = True


class CodeElsewhereForm(CodeForm):
    """For a browser that did not request the code."""

    email = AddressField()
    field_order = ["email", "code"]
