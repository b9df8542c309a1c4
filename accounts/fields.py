import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError


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
    }
    filling = re.compile(r"[\s.\-\u2010-\u2015]")

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Code")
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)

    def clean(self, value):
        code = self.filling.sub("", unicodedata.normalize("NFKC", super().clean(value)))
        if not re.fullmatch("[0-9]{6}", code):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return code
