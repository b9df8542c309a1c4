"""Asks a signed-in user to authenticate again: before a page, or when a form is sent.

The fields of such a form go into the asking page as hidden inputs (pending_form) and are sent again with the answer.
"""

import logging
from functools import wraps

from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh

from accounts import admin_access
from accounts.allauth_internal import record_authentication
from accounts.second_factor.demand import (
    SAFE_METHODS,
    SecondFactorNeeded,
    did_recently_authenticate,
    has_second_factor,
)
from accounts.second_factor.passkey_forms import PasskeyReauthenticateForm
from accounts.second_factor.passkeys import authentication_options, passkeys_of
from accounts.second_factor.pending_form import (
    CODE,
    CREDENTIAL,
    FACTOR_FIELDS,
    PASSWORD,
    PREFIX,
    came_with_files,
    has_password,
    is_reauthentication_page,
    pending_fields,
    previous_path,
    was_sent,
)
from accounts.sign_in.forms import ReauthenticateForm, SecondFactorReauthenticateForm
from web.declarations import is_csrf_checked
from web.keep_input import submitted_text
from web.paths import next_path

logger = logging.getLogger("accounts")


class Reauthentication:
    """The forms of the asking page, bound to what was sent: code or passkey if the account has them, else password.

    `form` is None for an account without second factor and password: the page then offers to sign in anew.
    """

    def __init__(self, request):
        self.request, self.user = request, request.user
        self.by_factor = has_second_factor(self.user)
        self.has_passkey = self.by_factor and passkeys_of(self.user).exists()
        self.is_limited = False
        self.build_forms()

    def build_forms(self):
        self.form = self.build_code_form() if self.by_factor else self.build_password_form()
        self.passkey = self.build_passkey_form() if self.has_passkey else None

    def build_code_form(self):
        """Also bound if a password was sent instead of a code, so that the code's field shows the error."""
        return SecondFactorReauthenticateForm(
            self.data_if_sent(CODE, PASSWORD), user=self.user, prefix=PREFIX
        )

    def build_password_form(self):
        form = ReauthenticateForm(self.data_if_sent(*FACTOR_FIELDS), user=self.user, prefix=PREFIX)
        return form if self.user.has_usable_password() else None

    def build_passkey_form(self):
        return PasskeyReauthenticateForm(self.data_if_sent(CREDENTIAL), user=self.user, prefix=PREFIX)

    def data_if_sent(self, *names):
        return self.request.POST if was_sent(self.request, names) and not self.is_limited else None

    def succeeds(self):
        """Whether what was sent is right; then the session records it. Only wrong answers count for the rate limit."""
        limit = {"action": "reauthenticate", "user": self.user}
        self.is_limited = not ratelimit.consume(self.request, **limit)
        if not self.is_limited and self.authenticate():
            ratelimit.clear(self.request, **limit)
            return True
        if self.is_limited:
            # Rendering the errors of a bound form would validate its code, and with that use it up.
            self.build_forms()
        logger.warning("Confirmation refused", extra={"event": "confirmation_refused", "user": self.user.pk})
        return False

    def authenticate(self):
        if self.passkey and self.passkey.is_bound and self.passkey.is_valid():
            self.passkey.save()
            return True
        if not (self.form and self.form.is_bound and self.form.is_valid()):
            return False
        if self.by_factor:
            self.form.save()
        else:
            record_authentication(self.request, self.user, "password", reauthenticated=True)
        return True

    def render_page(self, *, form_data=None, status=200):
        """The page that asks. `form_data`: the QueryDict of a form that is sent again with the answer."""
        context = {
            "reauthentication": self,
            "has_errors": self.has_errors,
            "passkey_form": self.passkey,
            "pending_fields": pending_fields(form_data) if form_data else [],
            "has_passwords": bool(form_data and has_password(form_data)),
            "has_files": form_data is not None and came_with_files(self.request),
            "is_form": form_data is not None,
            "is_account": self.is_account,
            "submitted_text": submitted_text(self.request) if form_data else "",
            "back": previous_path(self.request),
            "next_path": self.next_path,
            "passkey_options": authentication_options(self.user) if self.passkey else "",
        }
        response = render(self.request, "accounts/reauthenticate.html", context, status=status)
        add_never_cache_headers(response)
        return response

    @property
    def has_errors(self):
        forms = filter(None, (self.form, self.passkey))
        return self.is_limited or any(form.errors for form in forms)

    @property
    def is_account(self):
        """Whether the user's own account is concerned rather than a privileged act; the page explains itself by it."""
        address = self.requested_path if is_reauthentication_page(self.request) else self.request.path
        return address.startswith(reverse("account_home"))

    @property
    def next_path(self):
        """Where to go after signing in anew: the requested page, or the page with the form, whose fields are then lost."""
        return self.requested_path if is_reauthentication_page(self.request) else previous_path(self.request)

    @property
    def requested_path(self):
        return next_path(self.request) or reverse("account_home")


class ReauthenticationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        """With a right answer a pending form goes on to its view; with a wrong one the page asks again."""
        if not request.user.is_authenticated:
            return None
        if request.method == "POST" and is_csrf_checked(request) and was_sent(request, FACTOR_FIELDS):
            reauthentication = Reauthentication(request)
            try:
                if not reauthentication.succeeds():
                    status = 429 if reauthentication.is_limited else 200
                    return reauthentication.render_page(form_data=pending_form_of(request), status=status)
            except ImmediateHttpResponse as instead:
                return instead.response
        try:
            admin_access.check_admin_access(request)
        except SecondFactorNeeded:
            return ask_for_second_factor(request)
        return None

    def process_exception(self, request, exception):
        if request.user.is_anonymous:
            return None
        if isinstance(exception, SecondFactorNeeded):
            return ask_for_second_factor(request)
        if isinstance(exception, ReauthenticationRequired):
            return ask_to_reauthenticate(request)
        return None


def pending_form_of(request):
    """The data of the form that is to be sent again; None on the page that only asks."""
    return None if is_reauthentication_page(request) else request.POST


def ask_for_second_factor(request):
    if is_modal_of_wagtail(request):
        html = render_to_string("wagtailadmin/confirm_elsewhere.html", request=request)
        return JsonResponse({"html": html})
    if has_second_factor(request.user):
        return ask_to_reauthenticate(request)
    if request.method in SAFE_METHODS:
        return redirect_with_next("account_security", request)
    context = {
        "submitted_text": submitted_text(request),
        "pending_fields": pending_fields(request.POST),
        "back": previous_path(request),
        "has_files": came_with_files(request),
    }
    response = render(request, "accounts/second_factor_needed.html", context, status=403)
    add_never_cache_headers(response)
    return response


def is_modal_of_wagtail(request):
    """Whether a script of Wagtail requests the content of a modal dialog, for which our page is too large."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return is_script and request.path_info.startswith(admin_access.ROOT)


def ask_to_reauthenticate(request):
    if request.method in SAFE_METHODS:
        return redirect_with_next("account_reauthenticate", request)
    return Reauthentication(request).render_page(form_data=request.POST, status=403)


def redirect_with_next(name, request):
    if request.htmx:
        # htmx would put the asking page into a part of the page: it reloads the whole page instead.
        return HttpResponseClientRefresh()
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def reauthenticated(view):
    """Decorator for views that change how the user signs in. Requires that they did so lately; see demand."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not did_recently_authenticate(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return wrapped
