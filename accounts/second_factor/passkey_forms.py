"""What browsers answer about passkeys; it comes as JSON from a script, or as anything at all from an attacker."""

import logging
import struct
from contextlib import contextmanager

from allauth.mfa.webauthn import forms as allauth_forms
from allauth.mfa.webauthn.internal.auth import parse_registration_response
from django import forms
from django.core.exceptions import ValidationError

from accounts.second_factor.passkeys import NAME_LENGTH
from web.fields import LineField

logger = logging.getLogger("accounts")

NOT_SHOWN = "Der Passkey wurde nicht erkannt. Bitte versuchen Sie es noch einmal."
NOT_ADDED = "Der Passkey wurde nicht gespeichert. Bitte versuchen Sie es noch einmal."
# More than any browser's answer, with the certificate of a security key.
CREDENTIAL_LENGTH = 50_000
# What allauth and fido2 raise besides errors of validation where an answer is not as they expect it.
ODD = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
    struct.error,
)


@contextmanager
def explained(text):
    """Says it so, whatever is wrong with a browser's answer, and writes it down."""
    try:
        yield
    except ValidationError as error:
        logger.warning("Passkey refused", extra={"event": "passkey_refused", "reason": error.code})
        if error.code != "incorrect_code":
            raise
        raise ValidationError(text, code="passkey") from None
    except ODD as error:
        logger.warning("Passkey refused", extra={"event": "passkey_refused", "reason": type(error).__name__})
        raise ValidationError(text, code="passkey") from None


class CredentialField(forms.JSONField):
    """An object, or None for whatever else was sent: the form says what that means."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def to_python(self, value):
        try:
            found = super().to_python(value) if len(value or "") <= CREDENTIAL_LENGTH else None
        # Very long numbers and very deep lists are JSON that Python does not read.
        except (ValidationError, ValueError, RecursionError):
            found = None
        return found if isinstance(found, dict) else None


class PasskeyNameField(LineField):
    default_error_messages = {
        "required": "Bitte geben Sie dem Passkey einen Namen.",
        "max_length": f"Bitte höchstens {NAME_LENGTH} Zeichen.",
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Woran Sie ihn wiedererkennen, zum Beispiel das Gerät.")
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(label="Name", max_length=NAME_LENGTH, widget=widget, **kwargs)


class PasskeyAddForm(allauth_forms.AddWebAuthnForm):
    """An empty name becomes the suggested one, since by then the device already holds the passkey."""

    name = PasskeyNameField(required=False)
    credential = CredentialField()
    passwordless = None

    def clean(self):
        with explained(NOT_ADDED):
            if self.cleaned_data.get("credential") is None:
                raise ValidationError(NOT_ADDED, code="incorrect_code")
            if "name" in self.cleaned_data:
                super().clean()
                self.cleaned_data["credential"] = what_counts(self.cleaned_data["credential"])
        return self.cleaned_data


def what_counts(credential):
    """The parts of a new passkey that are read again, encoded anew: nothing else that a browser sends gets stored."""
    read = dict(parse_registration_response(credential))
    return {name: read[name] for name in ("id", "rawId", "type", "response")}


class PasskeyRenameForm(forms.Form):
    name = PasskeyNameField()


class PasskeyForm(allauth_forms.AuthenticateWebAuthnForm):
    """Shows a passkey of somebody who is known already, as the second step."""

    credential = CredentialField()

    def clean_credential(self):
        with explained(NOT_SHOWN):
            if self.cleaned_data["credential"] is None:
                raise ValidationError(NOT_SHOWN, code="incorrect_code")
            return super().clean_credential()


class PasskeyAgainForm(PasskeyForm):
    reauthenticated = True


class PasskeySignInForm(PasskeyForm, allauth_forms.LoginWebAuthnForm):
    """The passkey also says who it is."""

    passwordless = True
