import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import AddressField, CodeField
from groups.consent import TEXT
from vocabulary.models import Municipality

# Zero-width joiners are part of names in Persian and Indian scripts.
ALLOWED_FORMAT_CHARACTERS = {"\u200c", "\u200d"}
# Letters by their category, drawn as nothing.
HANGUL_FILLERS = {"\u115f", "\u1160", "\u3164", "\uffa0"}


def without_invisible_characters(text):
    """Refuses control and direction characters, with which a name could disguise itself or break a mail's header."""
    if any(
        (unicodedata.category(character)[0] == "C" or character in HANGUL_FILLERS)
        and character not in ALLOWED_FORMAT_CHARACTERS
        for character in text
    ):
        raise ValidationError("Bitte verwenden Sie nur sichtbare Zeichen.", code="invisible")


def with_a_letter(text):
    if not any(character.isalpha() for character in text):
        raise ValidationError("Bitte geben Sie Ihren Namen in Buchstaben ein.", code="no_letter")


class LineField(forms.CharField):
    """One line of visible characters in Unicode's composed form, without spaces in vain."""

    default_validators = (without_invisible_characters,)

    def to_python(self, value):
        return " ".join(unicodedata.normalize("NFC", super().to_python(value)).split())


class TextField(forms.CharField):
    """Several lines; browsers send each line break as two characters, which would count and be stored as two."""

    widget = forms.Textarea
    default_error_messages = {
        "max_length": "Bitte höchstens %(limit_value)d Zeichen; es sind %(show_value)d."
    }

    def widget_attrs(self, widget):
        """Without the limit: browsers would cut off what is pasted, and say nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class JoinForm(forms.Form):
    name = LineField(
        label="Name",
        min_length=2,
        validators=[with_a_letter],
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Bitte geben Sie Ihren Namen ein.",
            "min_length": "Bitte geben Sie Ihren ganzen Namen ein.",
            "max_length": "Der Name darf höchstens 100 Zeichen haben.",
        },
    )
    email = AddressField(help_text="Am besten Ihre dienstliche Adresse.")
    place = LineField(
        label="Stadt oder Gemeinde",
        max_length=100,
        required=False,
        help_text="Schlagen wir aus der E-Mail-Adresse vor.",
        widget=forms.TextInput(
            attrs={"list": "staedte", "autocomplete": "address-level2", "data-suggest-place": "id_email"}
        ),
        error_messages={"max_length": "Bitte höchstens 100 Zeichen."},
    )
    consent = forms.BooleanField(
        label="Einwilligung",
        error_messages={"required": "Ohne diese Einwilligung können Sie der Gruppe nicht beitreten."},
    )

    consent_text = TEXT

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
