"""Asks somebody who is signed in to show again who they are: before a page, or in the middle of sending a form.

A form that was sent too late stays in the page as hidden fields and goes on its way with the confirmation.
"""

import logging
from functools import wraps

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.webauthn.internal.flows import reauthenticate as reauthenticate_by_passkey
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import admin_access
from accounts.second_factor.demand import READING, SecondFactorNeeded, has_second_factor, was_confirmed
from accounts.second_factor.passkey_forms import PasskeyAgainForm
from accounts.second_factor.passkeys import options_to_use, passkeys_of
from accounts.second_factor.pending_form import (
    CODE,
    CREDENTIAL,
    PASSWORD,
    PREFIX,
    PROOFS,
    came_with_files,
    carried_fields,
    holds_password,
    is_question,
    was_sent,
    way_back,
)
from accounts.sign_in.forms import ReauthenticateForm, SecondFactorAgainForm
from web.keep_input import submitted_text

logger = logging.getLogger("accounts")


class Confirmation:
    """What to ask for and what was answered: code of the app or passkey where there is one, else the password."""

    def __init__(self, request):
        self.request, self.user = request, request.user
        self.by_factor = has_second_factor(self.user)
        self.has_passkey = self.by_factor and passkeys_of(self.user).exists()
        self.is_limited = False
        self.make_forms()

    def make_forms(self):
        self.form = self.code_form() if self.by_factor else self.password_form()
        self.passkey = self.passkey_form() if self.has_passkey else None

    def code_form(self):
        """Whatever was sent instead of a code, a password say, is answered at its field."""
        return SecondFactorAgainForm(self.given(CODE, PASSWORD), user=self.user, prefix=PREFIX)

    def password_form(self):
        form = ReauthenticateForm(self.given(*PROOFS), user=self.user, prefix=PREFIX)
        return form if self.user.has_usable_password() else None

    def passkey_form(self):
        return PasskeyAgainForm(self.given(CREDENTIAL), user=self.user, prefix=PREFIX)

    def given(self, *names):
        return self.request.POST if was_sent(self.request, names) and not self.is_limited else None

    def succeeds(self):
        """Whether what was sent shows who it is; then the session remembers. Only wrong answers count as tries."""
        limit = {"action": "reauthenticate", "user": self.user}
        self.is_limited = not ratelimit.consume(self.request, **limit)
        if not self.is_limited and self.is_shown():
            ratelimit.clear(self.request, **limit)
            return True
        if self.is_limited:
            # A page that shows what is wrong with a form tries its code: that would use it up.
            self.make_forms()
        logger.warning("Confirmation refused", extra={"event": "confirmation_refused", "user": self.user.pk})
        return False

    def is_shown(self):
        if self.passkey and self.passkey.is_bound and self.passkey.is_valid():
            reauthenticate_by_passkey(self.request, self.passkey.cleaned_data["credential"])
            return True
        if self.form and self.form.is_bound and self.form.is_valid():
            self.form.save() if self.by_factor else reauthenticate_by_password(self.request)
            return True
        return False

    def page(self, *, carry=None, status=200):
        """Asks. `carry`: a form's fields (a QueryDict) that wait meanwhile."""
        context = {
            "confirmation": self,
            "carried": carried_fields(carry) if carry else [],
            "has_passwords": bool(carry and holds_password(carry)),
            "has_files": carry is not None and came_with_files(self.request),
            "is_form": carry is not None,
            "is_account": self.is_account,
            "submitted_text": submitted_text(self.request) if carry else "",
            "back": way_back(self.request),
            "onward": self.onward,
            "passkey_options": options_to_use(self.user) if self.passkey else "",
        }
        response = render(self.request, "accounts/confirm.html", context, status=status)
        add_never_cache_headers(response)
        return response

    @property
    def is_account(self):
        """Whether it is about one's own account and not about a right."""
        address = self.asked_for if is_question(self.request) else self.request.path
        return address.startswith(reverse("account_home"))

    @property
    def onward(self):
        """Where to go after signing in anew: to the page that asked, or to that of a form, which is then gone."""
        return self.asked_for if is_question(self.request) else way_back(self.request)

    @property
    def asked_for(self):
        return get_next_redirect_url(self.request) or reverse("account_home")


class ConfirmationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        """A form that was confirmed goes on; one whose confirmation is wrong waits further."""
        if not request.user.is_authenticated:
            return None
        if request.method == "POST" and was_sent(request, PROOFS):
            confirmation = Confirmation(request)
            try:
                if not confirmation.succeeds():
                    status = 429 if confirmation.is_limited else 200
                    return confirmation.page(carry=carried_by(request), status=status)
            except ImmediateHttpResponse as instead:
                return instead.response
        try:
            admin_access.guard(request)
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


def carried_by(request):
    """What waits: on the page that only asks, nothing does."""
    return None if is_question(request) else request.POST


def ask_for_second_factor(request):
    if is_window_of_wagtail(request):
        html = render_to_string("wagtailadmin/confirm_elsewhere.html", request=request)
        return JsonResponse({"html": html})
    if has_second_factor(request.user):
        return ask(request)
    if request.method in READING:
        return lead_to("account_security", request)
    context = {
        "submitted_text": submitted_text(request),
        "carried": carried_fields(request.POST),
        "back": way_back(request),
        "has_files": came_with_files(request),
    }
    response = render(request, "accounts/second_factor_needed.html", context, status=403)
    add_never_cache_headers(response)
    return response


def is_window_of_wagtail(request):
    """Whether a script of /redaktion/ asks for what it shows in a window over the page, where no page of ours fits."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return is_script and request.path_info.startswith(admin_access.ROOT)


def ask(request):
    if request.method in READING:
        return lead_to("account_reauthenticate", request)
    return Confirmation(request).page(carry=request.POST, status=403)


def lead_to(name, request):
    if request.headers.get("HX-Request") == "true":
        # Part of a page that loads itself: the whole page is what leads on.
        return HttpResponse(headers={"HX-Refresh": "true"})
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
