"""Asks somebody who is signed in to show again who they are: before a page, or in the middle of sending a form.

A form that was sent too late stays in the page as hidden fields and goes on its way with the confirmation.
"""

import logging
from functools import wraps
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.webauthn.internal.flows import reauthenticate as reauthenticate_by_passkey
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import redaktion_door
from accounts.forms import ReauthenticateForm, SecondFactorAgainForm
from accounts.passkey_forms import PasskeyAgainForm
from accounts.passkeys import options_to_use, passkeys_of
from accounts.second_factor import READING, SecondFactorNeeded, has_second_factor, was_confirmed
from accounts.writing import typed

logger = logging.getLogger("accounts")

PREFIX = "confirm"
CODE, CREDENTIAL, PASSWORD = (f"{PREFIX}-{name}" for name in ("code", "credential", "password"))


class Confirmation:
    """What to ask for and what was answered: code of the app or passkey where there is one, else the password."""

    def __init__(self, request):
        self.request, self.user = request, request.user
        self.by_factor = has_second_factor(self.user)
        self.form = self.code_form() if self.by_factor else self.password_form()
        self.passkey = self.passkey_form() if self.by_factor else None
        self.is_limited = False

    def code_form(self):
        return SecondFactorAgainForm(self.given(CODE), user=self.user, prefix=PREFIX)

    def password_form(self):
        form = ReauthenticateForm(self.given(PASSWORD), user=self.user, prefix=PREFIX)
        return form if self.user.has_usable_password() else None

    def passkey_form(self):
        form = PasskeyAgainForm(self.given(CREDENTIAL), user=self.user, prefix=PREFIX)
        return form if passkeys_of(self.user).exists() else None

    def given(self, name):
        return self.request.POST if name in self.request.POST else None

    def succeeds(self):
        """Whether what was sent shows who it is; then the session remembers."""
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.user):
            self.is_limited = True
        elif self.passkey and self.passkey.is_bound and self.passkey.is_valid():
            reauthenticate_by_passkey(self.request, self.passkey.cleaned_data["credential"])
            return True
        elif self.form and self.form.is_bound and self.form.is_valid():
            self.form.save() if self.by_factor else reauthenticate_by_password(self.request)
            return True
        logger.warning("Confirmation refused", extra={"event": "confirmation_refused", "user": self.user.pk})
        return False

    def page(self, *, carry=None, status=200):
        """Asks. `carry`: a form's fields (a QueryDict) that wait meanwhile."""
        waiting = [(name, value) for name, values in carry.lists() for value in values] if carry else []
        context = {
            "confirmation": self,
            "carried": [(name, value) for name, value in waiting if not is_own(name)],
            "has_files": bool(carry and self.request.FILES),
            "passkey_options": options_to_use(self.user) if self.passkey else "",
        }
        response = render(self.request, "accounts/confirm.html", context, status=status)
        add_never_cache_headers(response)
        return response


def is_own(name):
    return name.startswith(f"{PREFIX}-") or name == "csrfmiddlewaretoken"


class ConfirmationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        """A form that was confirmed goes on; one whose confirmation is wrong waits further."""
        if not request.user.is_authenticated:
            return None
        if request.method == "POST" and {CODE, CREDENTIAL, PASSWORD} & set(request.POST):
            confirmation = Confirmation(request)
            if not confirmation.succeeds():
                return confirmation.page(carry=request.POST)
        try:
            redaktion_door.guard(request)
        except SecondFactorNeeded:
            return ask_for_second_factor(request)
        return None

    def process_exception(self, request, exception):
        if request.user.is_anonymous:
            return None
        if isinstance(exception, SecondFactorNeeded):
            return ask_for_second_factor(request)
        if isinstance(exception, ReauthenticationRequired):
            return ask(request)
        return None


def ask_for_second_factor(request):
    if has_second_factor(request.user):
        return ask(request)
    if request.method in READING:
        return lead_to("account_security", request)
    context = {"typed": typed(request), "next": came_from(request)}
    return render(request, "accounts/second_factor_needed.html", context, status=403)


def came_from(request):
    """The page with the form, to send it again from; the form's own address may take nothing but POST."""
    page = request.headers.get("Referer", "")
    return urlsplit(page)._replace(scheme="", netloc="").geturl() if get_adapter().is_safe_url(page) else ""


def ask(request):
    if request.method in READING:
        return lead_to("account_reauthenticate", request)
    return Confirmation(request).page(carry=request.POST, status=403)


def lead_to(name, request):
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def confirmed(view):
    """For a view that changes how somebody signs in: they have shown lately who they are."""

    @never_cache
    @login_required
    @wraps(view)
    def asks_first(request, *args, **kwargs):
        if not was_confirmed(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return asks_first
