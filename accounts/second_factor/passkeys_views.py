import json
import logging

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.limits import PASSKEYS_PER_ACCOUNT
from accounts.second_factor.passkey_forms import PasskeyAddForm, PasskeyForm, PasskeyRenameForm
from accounts.second_factor.passkeys import (
    TooManyPasskeys,
    add_passkey,
    has_all_passkeys,
    is_only_factor,
    passkeys_of,
    registration_options,
    remove_passkey,
    rename_passkey,
)
from accounts.second_factor.reauthentication import reauthenticated
from accounts.second_factor.security_views import url_with_next
from accounts.sign_in.forms import SecondFactorForm
from web.refusals import log_refused

logger = logging.getLogger("accounts")


@reauthenticated
def passkey_add(request):
    """The account's first second factor leads to the recovery codes that were created with it, and then on."""
    if has_all_passkeys(request.user):
        return refuse_more(request)
    form = PasskeyAddForm(posted_data(request), user=request.user)
    if form.is_bound and form.is_valid():
        try:
            has_codes = add_passkey(request, form.cleaned_data["name"], form.cleaned_data["credential"])
        except TooManyPasskeys:
            return refuse_more(request)
        if has_codes:
            return redirect(url_with_next(request, "mfa_view_recovery_codes"))
        return redirect(get_next_redirect_url(request) or reverse("account_security"))
    log_refused(logger, "passkey_not_added", form)
    options = registration_options(request.user)
    context = {"form": form, "options": options, "next": get_next_redirect_url(request)}
    return render(request, "accounts/passkey_add.html", context)


def refuse_more(request):
    logger.warning("Passkeys", extra={"event": "passkeys_too_many", "user": request.user.pk})
    refusal = f"Mehr als {PASSKEYS_PER_ACCOUNT} Passkeys gehen nicht. Bitte entfernen Sie erst einen."
    messages.error(request, refusal)
    return redirect("account_security")


@reauthenticated
@transaction.atomic
def passkey_rename(request, pk):
    passkey = get_object_or_404(passkeys_of(request.user).select_for_update(), pk=pk)
    form = PasskeyRenameForm(posted_data(request), initial={"name": passkey.wrap().name})
    if form.is_bound and form.is_valid():
        rename_passkey(passkey, form.cleaned_data["name"])
        messages.success(request, "Der neue Name ist gespeichert.")
        return redirect("account_security")
    log_refused(logger, "passkey_not_renamed", form)
    return render(request, "accounts/passkey_rename.html", {"form": form, "passkey": passkey})


@reauthenticated
def passkey_remove(request, pk):
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    if request.method == "POST":
        remove_passkey(request, passkey)
        return redirect("account_security")
    context = {"passkey": passkey, "is_last": is_only_factor(passkey)}
    return render(request, "accounts/passkey_remove.html", context)


def posted_data(request):
    return request.POST if request.method == "POST" else None


class PasskeySignInView(LoginWebAuthnView):
    """GET by the sign-in page's script answers with the options for the browser; any other GET leads to that page."""

    def get(self, request, *args, **kwargs):
        if get_adapter().is_ajax(request):
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
