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

from accounts.second_factor.passkey_forms import PasskeyAddForm, PasskeyForm, PasskeyRenameForm
from accounts.second_factor.passkeys import (
    AT_MOST,
    TooManyPasskeys,
    add_passkey,
    has_all,
    is_only_factor,
    options_to_add,
    passkeys_of,
    remove_passkey,
    rename_passkey,
)
from accounts.second_factor.reauthentication import confirmed
from accounts.second_factor.security_views import onward
from accounts.sign_in.forms import SecondFactorForm
from web.refusals import log_refused

logger = logging.getLogger("accounts")


@confirmed
def add(request):
    """A new passkey; the account's first second factor leads to its recovery codes, and then on."""
    if has_all(request.user):
        return refuse_more(request)
    form = PasskeyAddForm(sent(request), user=request.user)
    if form.is_bound and form.is_valid():
        try:
            has_codes = add_passkey(request, form.cleaned_data["name"], form.cleaned_data["credential"])
        except TooManyPasskeys:
            return refuse_more(request)
        if has_codes:
            return redirect(onward(request, "mfa_view_recovery_codes"))
        return redirect(get_next_redirect_url(request) or reverse("account_security"))
    log_refused(logger, "passkey_not_added", form)
    context = {"form": form, "options": options_to_add(request.user), "next": get_next_redirect_url(request)}
    return render(request, "accounts/passkey_add.html", context)


def refuse_more(request):
    logger.warning("Passkeys", extra={"event": "passkeys_too_many", "user": request.user.pk})
    messages.error(request, f"Mehr als {AT_MOST} Passkeys gehen nicht. Bitte entfernen Sie erst einen.")
    return redirect("account_security")


@confirmed
@transaction.atomic
def rename(request, pk):
    passkey = get_object_or_404(passkeys_of(request.user).select_for_update(), pk=pk)
    form = PasskeyRenameForm(sent(request), initial={"name": passkey.wrap().name})
    if form.is_bound and form.is_valid():
        rename_passkey(passkey, form.cleaned_data["name"])
        messages.success(request, "Der neue Name ist gespeichert.")
        return redirect("account_security")
    log_refused(logger, "passkey_not_renamed", form)
    return render(request, "accounts/passkey_rename.html", {"form": form, "passkey": passkey})


@confirmed
def remove(request, pk):
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    if request.method == "POST":
        remove_passkey(request, passkey)
        return redirect("account_security")
    context = {"passkey": passkey, "is_last": is_only_factor(passkey)}
    return render(request, "accounts/passkey_remove.html", context)


def sent(request):
    return request.POST if request.method == "POST" else None


class PasskeySignInView(LoginWebAuthnView):
    """Asked by the script of the sign-in page it says what a browser needs; every other way leads to that page."""

    def get(self, request, *args, **kwargs):
        if get_adapter().is_ajax(request):
            # Each question is a row in the table of sessions, also for a program that keeps no cookies.
            if not ratelimit.consume(request, app="allauth.account", action="passkey_asked", limit_get=True):
                return ratelimit.respond_429(request)
            return super().get(request, *args, **kwargs)
        return redirect(onward(request, "account_login"))

    def form_invalid(self, form):
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(onward(self.request, "account_login"))


class SecondStepView(AuthenticateView):
    """Code or, for whoever has one, passkey; only then does the session remember a challenge."""

    template_name = "accounts/sign_in/second_step.html"

    def _build_forms(self):
        user = self.stage.login.user
        sent = self.request.POST if self.request.method == "POST" else None
        has_passkey = passkeys_of(user).exists()
        by_passkey = has_passkey and sent is not None and "credential" in sent
        self.auth_form = SecondFactorForm(user=user, data=None if by_passkey else sent)
        self.webauthn_form = (
            PasskeyForm(user=user, data=sent if by_passkey else None) if has_passkey else None
        )
        return self.webauthn_form if by_passkey else self.auth_form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.webauthn_form:
            context["passkey_options"] = json.dumps(context["js_data"]["request_options"])
        return context
