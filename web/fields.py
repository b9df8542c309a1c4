import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from markup.text import BRAILLE_BLANK, HANGUL_FILLERS, has_visible_character

# Zero-width joiners are part of names in Persian and Indian scripts.
ALLOWED_FORMAT_CHARACTERS = {"\u200c", "\u200d"}
DRAWN_AS_NOTHING = HANGUL_FILLERS | {BRAILLE_BLANK}
INVISIBLE = "Bitte verwenden Sie nur sichtbare Zeichen."


class AddressField(forms.EmailField):
    default_error_messages = {
        "required": "Bitte geben Sie Ihre E-Mail-Adresse ein.",
        "invalid": "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel „vorname.nachname@stadt.de“.",
        "max_length": "Eine E-Mail-Adresse hat höchstens 254 Zeichen.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "E-Mail-Adresse")
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)

    def clean(self, value):
        # Django takes control characters inside a quoted local part for valid.
        if any(unicodedata.category(character)[0] == "C" for character in value or ""):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        # Lower case first: of some letters it is another one, which no mail server would take.
        return super().clean((value or "").lower())


class PasswordField(forms.CharField):
    default_error_messages = {"required": "Bitte geben Sie Ihr Passwort ein."}

    def __init__(self, *, autocomplete="current-password", **kwargs):
        kwargs.setdefault("label", "Passwort")
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, widget=widget, **kwargs)


class CodeField(forms.CharField):
    """Six digits; spaces, dashes and dots that people type or paste between them do not matter."""

    default_error_messages = {
        "required": "Bitte geben Sie den Code aus der E-Mail ein.",
        "invalid": "Der Code hat sechs Ziffern.",
        "max_length": "Der Code hat sechs Ziffern.",
    }
    filling = re.compile(r"[\s.\-\u2010-\u2015]")
    shape = "[0-9]{6}"

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Code")
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)

    def clean(self, value):
        code = self.filling.sub("", unicodedata.normalize("NFKC", super().clean(value)))
        if not re.fullmatch(self.shape, code):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return code


class FactorCodeField(CodeField):
    """Six digits of an app or eight of a recovery code."""

    default_error_messages = {
        "required": "Bitte geben Sie den Code aus Ihrer App ein.",
        "invalid": "Der Code aus der App hat sechs Ziffern, ein Wiederherstellungscode acht.",
        "max_length": "Der Code aus der App hat sechs Ziffern, ein Wiederherstellungscode acht.",
    }
    shape = "[0-9]{6}|[0-9]{8}"


def without_invisible_characters(text):
    """Refuses control and direction characters, with which a name could disguise itself or break a mail's header."""
    if any(
        (unicodedata.category(character)[0] == "C" or character in DRAWN_AS_NOTHING)
        and character not in ALLOWED_FORMAT_CHARACTERS
        for character in text
    ):
        raise ValidationError(INVISIBLE, code="invisible")


def with_a_visible_character(text):
    """Refuses what is drawn as nothing although each of its characters may stand in a text."""
    if not has_visible_character(text):
        raise ValidationError(INVISIBLE, code="invisible")


def with_a_letter(text):
    if not any(character.isalpha() for character in text):
        raise ValidationError("Bitte geben Sie Ihren Namen in Buchstaben ein.", code="no_letter")


class LineField(forms.CharField):
    """One line of visible characters in Unicode's composed form, without spaces in vain."""

    default_validators = (without_invisible_characters, with_a_visible_character)

    def to_python(self, value):
        return " ".join(unicodedata.normalize("NFC", super().to_python(value)).split())


class TextField(forms.CharField):
    """Several lines; browsers send each line break as two characters, which would count and be stored as two."""

    widget = forms.Textarea
    default_validators = (with_a_visible_character,)
    default_error_messages = {
        "max_length": "Bitte höchstens %(limit_value)d Zeichen; es sind %(show_value)d."
    }

    def widget_attrs(self, widget):
        """Without the limit: browsers would cut off what is pasted, and say nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class NameField(LineField):
    default_validators = (with_a_letter, without_invisible_characters)
    default_error_messages = {
        "required": "Bitte geben Sie Ihren Namen ein.",
        "min_length": "Bitte geben Sie Ihren ganzen Namen ein.",
        "max_length": "Der Name darf höchstens 100 Zeichen haben.",
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(label="Name", min_length=2, max_length=100, widget=widget, **kwargs)


class PlaceField(LineField):
    """Where somebody works, with the municipalities of the list `staedte` as suggestions.

    `suggested_from`: the id of the address field from whose mail domain a script fills it in.
    """

    default_error_messages = {"max_length": "Bitte höchstens 100 Zeichen."}

    def __init__(self, *, suggested_from="", **kwargs):
        attrs = {"list": "staedte", "autocomplete": "address-level2"}
        if suggested_from:
            attrs["data-suggest-place"] = suggested_from
        widget = forms.TextInput(attrs=attrs)
        kwargs.setdefault("label", "Stadt oder Gemeinde")
        super().__init__(max_length=100, required=False, widget=widget, **kwargs)
