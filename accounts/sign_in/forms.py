import time

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from accounts.limits import PASSWORD_RESET_TIMEOUT
from accounts.models import User
from accounts.second_factor import codes
from accounts.sign_in.known_device import count_second_factor, find_known_user, may_mail_code
from web.fields import AddressField, CodeField, FactorCodeField, PasswordField

STRENGTH_HELP = "Mindestens 12 Zeichen; was in Listen bekannter Passwörter steht, wird nicht angenommen."
APP_HELP, RECOVERY_HELP = (
    "Sechs Ziffern aus Ihrer App.",
    "Acht Ziffern. Jeder Wiederherstellungscode gilt einmal.",
)
# (has an app, has recovery codes) → help text of the code's field.
CODE_HELP = {
    (True, True): f"{APP_HELP} Telefon nicht zur Hand? Dann einer Ihrer Wiederherstellungscodes.",
    (True, False): APP_HELP,
    (False, True): RECOVERY_HELP,
    (False, False): "",
}


class SignInForm(allauth_forms.LoginForm):
    password = PasswordField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()

    def add_prefix(self, field_name):
        """Gives the address the name of CodeRequestForm's field, so that the page's second button can submit it there."""
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

    def clean_email(self):
        """As allauth's, with limits by which strangers do not lock anybody out."""
        email, request = self.cleaned_data["email"], context.request
        self._user = User.objects.filter(email=email, is_active=True).first()
        known = find_known_user(request, email)
        if not may_mail_code(request, email, "request_login_code", known_user=known):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        return email


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    """`tries`: the SignInCode that counts a code before it is compared; without a try left it is not."""

    code = CodeField(help_text="Sechs Ziffern aus der E-Mail.")

    def __init__(self, *args, tries, **kwargs):
        super().__init__(*args, **kwargs)
        self.tries = tries
        if not self.is_bound:
            self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self):
        """An empty field or a missing digit does not count as a try."""
        if not self.tries.count_attempt():
            raise get_account_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()

    @property
    def holds_wrong_code(self):
        return self.has_error("code", "incorrect_code")

    @property
    def is_spent(self):
        return self.has_error("code", "too_many_login_attempts")


class NewPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "Neues Passwort"
        self.fields["password2"].label = "Neues Passwort wiederholen"
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].error_messages["required"] = "Bitte geben Sie das neue Passwort ein."
        self.fields["password1"].help_text = STRENGTH_HELP

    def clean(self):
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", "Die beiden Passwörter sind verschieden.")
        return self.cleaned_data


class PasswordForm(NewPasswordForm):
    """Requires the old password, unless the user has just signed in by mailed code, which replaces a forgotten one."""

    oldpassword = PasswordField(label="Bisheriges Passwort")
    field_order = ["oldpassword", "password1", "password2"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = self.user
        if did_sign_in_by_code(context.request):
            del self.fields["oldpassword"]

    def clean_oldpassword(self):
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise ValidationError("Das bisherige Passwort stimmt nicht.", code="enter_current_password")
        return self.cleaned_data["oldpassword"]


def did_sign_in_by_code(request):
    return any(
        record["method"] == "code" and time.time() - record["at"] < PASSWORD_RESET_TIMEOUT
        for record in get_authentication_records(request, request.user)
    )


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = PasswordField()


class CodeOnceForm(mfa_forms.BaseAuthenticateForm):
    """Code of the app or recovery code. `has_app`: without an app, label and texts name recovery codes only.

    Redirects to the sign-in if an admin resets the factor at the same moment (accounts.second_factor.reset).
    """

    code = FactorCodeField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, types = self.fields["code"], codes.code_types_of(self.user)
        self.has_app = codes.APP in types
        if not self.has_app:
            field.label = "Wiederherstellungscode"
            field.error_messages["required"] = "Bitte geben Sie einen Wiederherstellungscode ein."
        field.help_text = CODE_HELP[codes.APP in types, codes.RECOVERY in types]
        if self.has_app and not self.is_bound:
            field.widget.attrs["autofocus"] = True

    def save(self):
        try:
            super().save()
        except Authenticator.NotUpdated:
            raise ImmediateHttpResponse(redirect("account_login")) from None

    def clean_code(self):
        """Like allauth's, but a code of the app is valid once in all of its time, not only once in 30 seconds."""
        clear_limit = count_second_factor(context.request, self.user)
        code = self.cleaned_data["code"]
        try:
            self.authenticator = codes.use_code(self.user, code)
        except Authenticator.DoesNotExist:
            raise ImmediateHttpResponse(redirect("account_login")) from None
        except codes.CodeRefused as error:
            if main := codes.code_authenticators_of(self.user).first():
                self._emit_authentication_failed(main)
            raise get_adapter().validation_error(error.reason) from None
        clear_limit()
        return code


class SecondFactorForm(CodeOnceForm, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class SecondFactorReauthenticateForm(CodeOnceForm, mfa_forms.ReauthenticateForm):
    """A code of the signed-in user, on the page of reauthentication."""


class AppForm(ActivateTOTPForm):
    """The first code of a new app. The session keeps the secret, encrypted, until a code shows that the app has it."""

    code = CodeField(
        help_text="Wird er nicht angenommen, geht vielleicht die Uhr des Telefons falsch.",
        error_messages={"required": "Bitte geben Sie den Code aus Ihrer App ein."},
    )

    def __init__(self, *args, user, **kwargs):
        # Skips allauth's __init__, which stores the secret as plain text, and a new one each time the page is shown.
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)
        self.user = user
        self.secret = codes.get_pending_secret(context.request.session)

    def clean_code(self):
        code = super().clean_code()
        if not codes.mark_app_code_used(self.user, code):
            raise get_adapter().validation_error("used_code")
        return code
