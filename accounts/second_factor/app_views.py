"""Setting up and removing the authenticator app."""

import logging

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse_lazy

from accounts.models import User
from accounts.second_factor import codes
from accounts.second_factor.passkeys import lock_account, passkeys_of
from accounts.second_factor.reauthentication import reauthenticated
from accounts.second_factor.security_views import url_with_next
from web.paths import next_path
from web.refusals import log_refused

logger = logging.getLogger("accounts")


class AppSetUpView(NextRedirectMixin, ActivateTOTPView):
    template_name = "accounts/app_set_up.html"

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        """The second of two concurrent requests (a double click) waits, and is redirected as after success."""
        if request.method == "POST":
            User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
        if codes.app_of(request.user):
            name = "mfa_view_recovery_codes" if request.method == "POST" else "account_security"
            return redirect(url_with_next(request, name))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context

    def get_success_url(self):
        if self.did_generate_recovery_codes:
            return url_with_next(self.request, "mfa_view_recovery_codes")
        return next_path(self.request) or url_with_next(self.request, "account_security")

    def form_invalid(self, form):
        log_refused(logger, "app_refused", form, user=self.request.user.pk)
        return super().form_invalid(form)


class AppRemoveView(DeactivateTOTPView):
    template_name = "accounts/app_remove.html"
    success_url = reverse_lazy("account_security")

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        """The second of two concurrent requests waits, and is redirected as after success."""
        if request.method == "POST":
            lock_account(request.user)
        if not codes.app_of(request.user):
            return redirect(self.success_url)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_last=not passkeys_of(self.request.user).exists(), **kwargs)


app_set_up = reauthenticated(AppSetUpView.as_view())
app_remove = reauthenticated(AppRemoveView.as_view())
