"""Form fields that several apps use, with German labels and messages."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from markup.text import BRAILLE_BLANK, has_visible_character, with_line_breaks, without_unseen
from vocabulary.addresses import canonical_address, readable_address
from web.lines import clean_line
from web.numbers import format_number

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
        # Django accepts control characters inside a quoted local part.
        if any(unicodedata.category(character)[0] == "C" for character in value or ""):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().clean(value)

    def to_python(self, value):
        """In the stored form. Lower case first: for some letters it is a character that is not valid in an address."""
        try:
            return canonical_address(super().to_python(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        return readable_address(value) if isinstance(value, str) else value


class PasswordField(forms.CharField):
    default_error_messages = {"required": "Bitte geben Sie Ihr Passwort ein."}

    def __init__(self, *, autocomplete="current-password", **kwargs):
        kwargs.setdefault("label", "Passwort")
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, widget=widget, **kwargs)


class CodeField(forms.CharField):
    """Six digits; spaces, dashes and dots between them are ignored. `sends`: a script sends the form after the last."""

    default_error_messages = {
        "required": "Bitte geben Sie den Code aus der E-Mail ein.",
        "invalid": "Der Code hat sechs Ziffern.",
        "max_length": "Der Code hat sechs Ziffern.",
    }
    separators = re.compile(r"[\s.\-\u2010-\u2015]")
    shape = "[0-9]{6}"
    sends = True

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Code")
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
        if self.sends:
            attrs["data-sends"] = ""
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)

    def clean(self, value):
        code = self.separators.sub("", unicodedata.normalize("NFKC", super().clean(value)))
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
    # The first six digits may be the beginning of a recovery code.
    sends = False


def validate_no_invisible_characters(text):
    """Refuses all characters that LineField refuses or drops."""
    if without_unseen(text) != text or BRAILLE_BLANK in text:
        raise ValidationError(INVISIBLE, code="invisible")


def validate_has_visible_character(text):
    """Refuses text that is only blank, although each of its characters is allowed."""
    if not has_visible_character(text):
        raise ValidationError(INVISIBLE, code="invisible")


def validate_has_letter(text):
    if not any(character.isalpha() for character in text):
        raise ValidationError("Bitte geben Sie Ihren Namen in Buchstaben ein.", code="no_letter")


class LimitedField(forms.CharField):
    """Says by how much a text is too long. Browsers do not cut it, see web.renderer."""

    def validate(self, value):
        super().validate(value)
        surplus = len(value) - (self.max_length or len(value))
        if surplus > 0 and "max_length" not in self.error_messages:
            raise ValidationError(
                f"{format_number(surplus)} Zeichen zu viel: Es sind {format_number(len(value))}, "
                f"möglich sind {format_number(self.max_length)}.",
                code="max_length",
            )


class LineField(LimitedField):
    """One line, cleaned by web.lines.clean_line."""

    default_validators = (validate_has_visible_character,)

    def to_python(self, value):
        return super().to_python(value if value in self.empty_values else clean_line(str(value)))


class TextField(LimitedField):
    """Several lines. Line breaks are cleaned to one character: browsers send two, which would count for `max_length`."""

    widget = forms.Textarea
    default_validators = (validate_has_visible_character,)

    def to_python(self, value):
        return with_line_breaks(super().to_python(value))


class NameField(LineField):
    default_validators = (validate_has_letter,)
    default_error_messages = {
        "required": "Bitte geben Sie Ihren Namen ein.",
        "min_length": "Bitte geben Sie Ihren ganzen Namen ein.",
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(label="Name", min_length=2, max_length=100, widget=widget, **kwargs)


class PlaceField(LineField):
    """A place of work, with the municipalities of the datalist `staedte` as suggestions.

    `suggested_from`: the id of an e-mail field; a script fills the place in from its mail domain.
    """

    def __init__(self, *, suggested_from="", **kwargs):
        attrs = {"list": "staedte", "autocomplete": "address-level2"}
        if suggested_from:
            attrs["data-suggest-place"] = suggested_from
        widget = forms.TextInput(attrs=attrs)
        kwargs.setdefault("label", "Stadt oder Gemeinde")
        super().__init__(max_length=100, required=False, widget=widget, **kwargs)
