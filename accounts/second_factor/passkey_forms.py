"""Forms for the JSON that browsers answer about passkeys. It may also be anything that an attacker sends."""

import logging
import struct
from contextlib import contextmanager

from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from fido2.webauthn import RegistrationResponse

from accounts.limits import CREDENTIAL_LENGTH, PASSKEY_NAME_LENGTH
from web.fields import LineField

logger = logging.getLogger("accounts")

NOT_SHOWN = "Der Passkey wurde nicht erkannt. Bitte versuchen Sie es noch einmal."
NOT_ADDED = "Der Passkey wurde nicht gespeichert. Bitte versuchen Sie es noch einmal."
# What allauth and fido2 raise besides ValidationError for an answer of another shape than they expect.
PARSE_ERRORS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
    struct.error,
)


@contextmanager
def passkey_errors_as(text):
    """Turns whatever is wrong with a browser's answer into a ValidationError of this text, and logs it."""
    try:
        yield
    except ValidationError as error:
        logger.warning("Passkey refused", extra={"event": "passkey_refused", "reason": error.code})
        if error.code != "incorrect_code":
            raise
        raise ValidationError(text, code="passkey") from None
    except PARSE_ERRORS as error:
        logger.warning("Passkey refused", extra={"event": "passkey_refused", "reason": type(error).__name__})
        raise ValidationError(text, code="passkey") from None


class CredentialField(forms.JSONField):
    """Cleans to a dict, or to None for anything else; the form decides which error that is."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def to_python(self, value):
        try:
            parsed = super().to_python(value) if len(value or "") <= CREDENTIAL_LENGTH else None
        # Python refuses to parse very long numbers and very deep lists, although they are JSON.
        except (ValidationError, ValueError, RecursionError):
            parsed = None
        return parsed if isinstance(parsed, dict) else None


class PasskeyNameField(LineField):
    default_error_messages = {"required": "Bitte geben Sie dem Passkey einen Namen."}

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Woran Sie ihn wiedererkennen, zum Beispiel das Gerät.")
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(label="Name", max_length=PASSKEY_NAME_LENGTH, widget=widget, **kwargs)


class PasskeyAddForm(allauth_forms.AddWebAuthnForm):
    """An empty name becomes the suggested one instead of an error, since the device already holds the passkey."""

    name = PasskeyNameField(required=False)
    credential = CredentialField()
    passwordless = None

    def clean(self):
        with passkey_errors_as(NOT_ADDED):
            if self.cleaned_data.get("credential") is None:
                raise ValidationError(NOT_ADDED, code="incorrect_code")
            if "name" in self.cleaned_data:
                super().clean()
                self.cleaned_data["credential"] = strip_credential(self.cleaned_data["credential"])
        return self.cleaned_data


def strip_credential(credential):
    """Only the parts of a new passkey that are read again, encoded anew: nothing else from the browser is stored."""
    parsed = dict(RegistrationResponse.from_dict(credential))
    return {name: parsed[name] for name in ("id", "rawId", "type", "response")}


class PasskeyRenameForm(allauth_forms.EditWebAuthnForm):
    name = PasskeyNameField()


class PasskeyForm(allauth_forms.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in: the user is known."""

    credential = CredentialField()

    def clean_credential(self):
        with passkey_errors_as(NOT_SHOWN):
            if self.cleaned_data["credential"] is None:
                raise ValidationError(NOT_SHOWN, code="incorrect_code")
            return super().clean_credential()


class PasskeyReauthenticateForm(PasskeyForm, allauth_forms.ReauthenticateWebAuthnForm):
    """A passkey of the signed-in user, on the page of reauthentication."""

    reauthenticated = True


class PasskeySignInForm(PasskeyForm, allauth_forms.LoginWebAuthnForm):
    """A passkey as the only step: it identifies the user, too."""

    passwordless = True
