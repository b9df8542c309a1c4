import time

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import AddressField, CodeField, PasswordField

CODE_COUNTS_AS_PASSWORD = 15 * 60
RULE = "Mindestens 12 Zeichen; was in Listen bekannter Passwörter steht, wird nicht angenommen."


class SignInForm(allauth_forms.LoginForm):
    password = PasswordField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()

    def add_prefix(self, field_name):
        """Names the address as CodeRequestForm does, so that the second button of the page takes it along."""
        return super().add_prefix("email" if field_name == "login" else field_name)

    def clean(self):
        try:
            return super().clean()
        except ValidationError as error:
            if error.code != "email_password_mismatch":
                raise
            self.add_error("password", error)
            return self.cleaned_data


class CodeRequestForm(allauth_forms.RequestLoginCodeForm):
    email = AddressField()


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    code = CodeField(help_text="Sechs Ziffern aus der E-Mail.")

    @property
    def holds_wrong_code(self):
        """Whether a code was really tried; an empty field or a missing digit costs nobody a try."""
        return self.has_error("code", "incorrect_code")


class NewPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "Neues Passwort"
        self.fields["password2"].label = "Neues Passwort wiederholen"
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].error_messages["required"] = "Bitte geben Sie das neue Passwort ein."
        self.fields["password1"].help_text = RULE

    def clean(self):
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", "Die beiden Passwörter sind verschieden.")
        return self.cleaned_data


class PasswordForm(NewPasswordForm):
    """Asks for the old password, unless the person has just signed in by code: that is how a forgotten one is replaced."""

    oldpassword = PasswordField(label="Bisheriges Passwort")
    field_order = ["oldpassword", "password1", "password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = self.user
        if came_by_code(context.request):
            del self.fields["oldpassword"]

    def clean_oldpassword(self):
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise ValidationError("Das bisherige Passwort stimmt nicht.", code="enter_current_password")
        return self.cleaned_data["oldpassword"]


def came_by_code(request):
    return any(
        record["method"] == "code" and time.time() - record["at"] < CODE_COUNTS_AS_PASSWORD
        for record in get_authentication_records(request, request.user)
    )


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = PasswordField()


class SecondFactorForm(mfa_forms.AuthenticateForm):
    """Code of the app or recovery code; `has_app`: without one, only recovery codes are spoken of."""

    code = forms.CharField(
        label="Code",
        help_text="Sechs Ziffern aus Ihrer Authenticator-App oder ein Wiederherstellungscode.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": "Bitte geben Sie den Code aus Ihrer App ein."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_app = is_mfa_enabled(self.user, [Authenticator.Type.TOTP])
        if not self.has_app:
            code = self.fields["code"]
            code.label, code.help_text = (
                "Wiederherstellungscode",
                "Einer der Codes, die Sie sich notiert haben.",
            )
            code.error_messages["required"] = "Bitte geben Sie einen Ihrer Wiederherstellungscodes ein."
            code.widget.attrs["autocomplete"] = "off"

    def clean_code(self):
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()


class SecondFactorAgainForm(SecondFactorForm, mfa_forms.ReauthenticateForm):
    save = mfa_forms.ReauthenticateForm.save
    _emit_authentication_failed = mfa_forms.ReauthenticateForm._emit_authentication_failed
