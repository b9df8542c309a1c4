import json
import logging

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from accounts.allauth_internal import ratelimit
from accounts.limits import PASSKEYS_PER_ACCOUNT
from accounts.second_factor.passkey_forms import PasskeyForm
from accounts.second_factor.passkeys import (
    has_all_passkeys,
    is_only_factor,
    lock_account,
    passkeys_of,
    registration_options,
)
from accounts.second_factor.reauthentication import reauthenticated
from accounts.second_factor.security_views import url_with_next
from accounts.sign_in.forms import SecondFactorForm
from web.paths import next_path
from web.refusals import log_refused

logger = logging.getLogger("accounts")

# Django's DeleteView would delete the row by DELETE, without what allauth does besides.
METHODS = ["get", "head", "options", "post"]


class PasskeyAddView(AddWebAuthnView):
    """The account's first second factor leads to the recovery codes that are created with it, and then on."""

    http_method_names = METHODS
    template_name = "accounts/passkey_add.html"

    def dispatch(self, request, *args, **kwargs):
        if has_all_passkeys(request.user):
            return self.refuse_more()
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        lock_account(self.request.user)
        if has_all_passkeys(self.request.user):
            return self.refuse_more()
        return super().form_valid(form)

    def form_invalid(self, form):
        log_refused(logger, "passkey_not_added", form)
        return super().form_invalid(form)

    def refuse_more(self):
        logger.warning("Passkeys", extra={"event": "passkeys_too_many", "user": self.request.user.pk})
        refusal = f"Mehr als {PASSKEYS_PER_ACCOUNT} Passkeys gehen nicht. Bitte entfernen Sie erst einen."
        messages.error(self.request, refusal)
        return redirect("account_security")

    def get_context_data(self, **kwargs):
        # Skips allauth's, which would store a challenge for another kind of passkey.
        context = super(AddWebAuthnView, self).get_context_data(**kwargs)
        options = registration_options(self.request.user)
        return context | {"options": options, "next": next_path(self.request)}

    def get_success_url(self):
        if self.did_generate_recovery_codes:
            return url_with_next(self.request, "mfa_view_recovery_codes")
        return next_path(self.request) or reverse("account_security")


class PasskeyRenameView(EditWebAuthnView):
    http_method_names = METHODS
    template_name = "accounts/passkey_rename.html"
    context_object_name = "passkey"
    success_url = reverse_lazy("account_security")

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        keys = super().get_queryset()
        # A page that is only shown locks nothing, so that it needs no database that takes writes.
        return keys.select_for_update() if self.request.method == "POST" else keys

    def form_valid(self, form):
        messages.success(self.request, "Der neue Name ist gespeichert.")
        return super().form_valid(form)

    def form_invalid(self, form):
        log_refused(logger, "passkey_not_renamed", form)
        return super().form_invalid(form)


class PasskeyRemoveView(RemoveWebAuthnView):
    http_method_names = METHODS
    template_name = "accounts/passkey_remove.html"
    context_object_name = "passkey"
    success_url = reverse_lazy("account_security")

    @transaction.atomic
    def form_valid(self, form):
        lock_account(self.request.user)
        if not self.get_queryset().filter(pk=self.object.pk).exists():
            # Removed by a concurrent request, a double click for example.
            return redirect(self.success_url)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_last=is_only_factor(self.object), **kwargs)


def posted_data(request):
    return request.POST if request.method == "POST" else None


class PasskeySignInView(LoginWebAuthnView):
    """GET by the sign-in page's script answers with the options for the browser; any other GET leads to that page."""

    def get(self, request, *args, **kwargs):
        # Other sites' pages cannot send this header, so they do not spend the visitor's limit.
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # Each request creates a session row, also for a client that keeps no cookies.
            if not ratelimit.consume(request, app="allauth.account", action="passkey_asked", limit_get=True):
                return ratelimit.respond_429(request)
            return super().get(request, *args, **kwargs)
        return redirect(url_with_next(request, "account_login"))

    def form_invalid(self, form):
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(url_with_next(self.request, "account_login"))


class SecondStepView(AuthenticateView):
    """Asks for a code or, if the account has one, a passkey; only in that case the session stores a challenge."""

    template_name = "accounts/sign_in/second_step.html"

    def _build_forms(self):
        user = self.stage.login.user
        data = posted_data(self.request)
        has_passkey = passkeys_of(user).exists()
        by_passkey = has_passkey and data is not None and "credential" in data
        self.auth_form = SecondFactorForm(user=user, data=None if by_passkey else data)
        self.webauthn_form = (
            PasskeyForm(user=user, data=data if by_passkey else None) if has_passkey else None
        )
        return self.webauthn_form if by_passkey else self.auth_form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.webauthn_form:
            context["passkey_options"] = json.dumps(context["js_data"]["request_options"])
        return context


passkey_add = reauthenticated(PasskeyAddView.as_view())
passkey_rename = reauthenticated(PasskeyRenameView.as_view())
passkey_remove = reauthenticated(PasskeyRemoveView.as_view())
