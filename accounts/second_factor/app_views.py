"""The authenticator app: set up and removed."""

import logging

from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.totp.internal import flows
from allauth.mfa.totp.views import ActivateTOTPView
from django.db import transaction
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.second_factor import codes
from accounts.second_factor.passkeys import hold, passkeys_of
from accounts.second_factor.reauthentication import confirmed
from accounts.second_factor.security_views import onward
from web.refusals import log_refused

logger = logging.getLogger("accounts")


class SetUpView(NextRedirectMixin, ActivateTOTPView):
    template_name = "accounts/app_set_up.html"

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        """Two at once (a double click) wait for each other; the second sees that it is done."""
        if request.method == "POST":
            User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
        if codes.app_of(request.user):
            return redirect(
                onward(request, "mfa_view_recovery_codes" if request.method == "POST" else "account_security")
            )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context

    def get_success_url(self):
        if self.did_generate_recovery_codes:
            return onward(self.request, "mfa_view_recovery_codes")
        return get_next_redirect_url(self.request) or onward(self.request, "account_security")

    def form_invalid(self, form):
        log_refused(logger, "app_refused", form, user=self.request.user.pk)
        return super().form_invalid(form)


set_up = confirmed(SetUpView.as_view())


@confirmed
@transaction.atomic
def remove(request):
    if request.method == "POST":
        hold(request.user)
    app = codes.app_of(request.user)
    if app and request.method == "POST":
        flows.deactivate_totp(request, app)
    elif app:
        return render(
            request, "accounts/app_remove.html", {"is_last": not passkeys_of(request.user).exists()}
        )
    return redirect("account_security")
