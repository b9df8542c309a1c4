import logging
from urllib.parse import urlencode

from allauth.account import views as allauth_views
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.second_factor.demand import was_confirmed
from accounts.second_factor.reauthentication import Confirmation
from accounts.sessions.store import OTHER_DEVICE
from web.refusals import log_refused

logger = logging.getLogger("accounts")

ASK_AGAIN = "Bitte lassen Sie sich einen neuen Code senden."


@login_required
@never_cache
def home(request):
    return render(request, "accounts/home.html")


@never_cache
def redaktion_login(request):
    """Wagtail sends here whoever may not enter; a person who is signed in is told so instead of sent round in circles."""
    target = get_next_redirect_url(request) or reverse("wagtailadmin_home")
    if request.user.is_anonymous:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
    if not request.user.has_perm("wagtailadmin.access_admin"):
        # Wagtail has left a message of its own, which would say the same a second time.
        list(messages.get_messages(request))
        raise PermissionDenied("Die Redaktion ist nur für Redaktion und Verwaltung zugänglich.")
    return redirect(target)


@login_required
@never_cache
def confirm(request):
    """Asks who it is before leading on; what is sent was checked by the middleware on its way here."""
    if was_confirmed(request):
        return redirect(get_next_redirect_url(request) or reverse("account_home"))
    return Confirmation(request).page()


class RequestCodeView(allauth_views.RequestLoginCodeView):
    """Takes along to the code what was said of the device beside the password."""

    template_name = "accounts/sign_in/request_login_code.html"

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session[OTHER_DEVICE] = OTHER_DEVICE in self.request.POST
        return response


class ConfirmCodeView(allauth_views.ConfirmLoginCodeView):
    """Says why when there is no code to confirm any more, and keeps where the person wanted to go."""

    template_name = "accounts/sign_in/confirm_login_code.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated or getattr(self, "_process", None):
            return response
        reason = (
            "Der Code ist abgelaufen."
            if hasattr(self, "_process")
            else "Es wartet kein Code auf Bestätigung."
        )
        return self.start_again(f"{reason} {ASK_AGAIN}")

    def form_invalid(self, form):
        if not getattr(form, "holds_wrong_code", False):
            return FormView.form_invalid(self, form)
        if self._process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        return self.start_again(f"Der Code war fünfmal falsch und gilt nicht mehr. {ASK_AGAIN}")

    def start_again(self, message):
        messages.error(self.request, message)
        return redirect(self.passthrough_next_url(reverse("account_request_login_code")))


class PasswordRefusals:
    def form_invalid(self, form):
        log_refused(logger, "password_refused", form, user=self.request.user.pk)
        return super().form_invalid(form)


class ChangePasswordView(PasswordRefusals, allauth_views.PasswordChangeView):
    """Asks for the old password, unless it was forgotten."""

    template_name = "accounts/sign_in/password_change.html"


class SetPasswordView(PasswordRefusals, allauth_views.PasswordSetView):
    """For who has come by code so far."""

    template_name = "accounts/sign_in/password_set.html"
