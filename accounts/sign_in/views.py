import logging
from urllib.parse import urlencode

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.models import SignInCode
from accounts.second_factor.demand import did_recently_authenticate
from accounts.second_factor.reauthentication import Reauthentication
from accounts.sessions.store import OTHER_DEVICE
from web.paths import next_path
from web.refusals import log_refused

logger = logging.getLogger("accounts")

REQUEST_AGAIN = "Bitte lassen Sie sich einen neuen Code senden."


@never_cache
def admin_login(request):
    """Wagtail redirects here without access. A signed-in user gets 403: signing in again would lead here again."""
    target = next_path(request) or reverse("wagtailadmin_home")
    if request.user.is_anonymous:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
    if not request.user.has_perm("wagtailadmin.access_admin"):
        # Discards Wagtail's own message, which says the same.
        list(messages.get_messages(request))
        raise PermissionDenied("Die Redaktion ist nur für Redaktion und Verwaltung zugänglich.")
    return redirect(target)


@login_required
@never_cache
def render_reauthentication(request):
    """The page that asks before a GET. What is sent to it has been checked by the middleware."""
    if did_recently_authenticate(request):
        return redirect(next_path(request) or reverse("account_home"))
    return Reauthentication(request).render_page()


class RequestCodeView(allauth_views.RequestLoginCodeView):
    """Keeps the box for a shared device from the sign-in page for the page with the code."""

    template_name = "accounts/sign_in/request_login_code.html"

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session[OTHER_DEVICE] = OTHER_DEVICE in self.request.POST
        return response


class ConfirmCodeView(allauth_views.ConfirmLoginCodeView):
    """Tells why there is no code to confirm any more, and keeps `next` for the new request."""

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
        return self.redirect_to_request(f"{reason} {REQUEST_AGAIN}")

    def get_form_kwargs(self):
        state = self._process.state
        tries = SignInCode.of(email=state.get("email"), at=state["at"], code=self._process.code)
        return super().get_form_kwargs() | {"tries": tries}

    def form_valid(self, form):
        """A code that was mailed to an address which the account has no more signs nobody in."""
        if self._process.user.email != self._process.state["email"]:
            self._process.abort()
            return self.redirect_to_request(f"Der Code gilt nicht mehr. {REQUEST_AGAIN}")
        return super().form_valid(form)

    def form_invalid(self, form):
        if form.holds_wrong_code:
            # allauth counts in the session, which does not see requests that run at the same time.
            self._process.state["failed_attempts"] = form.tries.attempts - 1
            if self._process.record_invalid_attempt():
                return FormView.form_invalid(self, form)
        elif form.is_spent:
            self._process.abort()
        else:
            return FormView.form_invalid(self, form)
        return self.redirect_to_request(f"Der Code war fünfmal falsch und gilt nicht mehr. {REQUEST_AGAIN}")

    def redirect_to_request(self, message):
        messages.error(self.request, message)
        return redirect(self.passthrough_next_url(reverse("account_request_login_code")))


class LogRefusedPassword:
    def form_invalid(self, form):
        log_refused(logger, "password_refused", form, user=self.request.user.pk)
        return super().form_invalid(form)


class ChangePasswordView(LogRefusedPassword, allauth_views.PasswordChangeView):
    """Changes a password; see PasswordForm."""

    template_name = "accounts/sign_in/password_change.html"


class SetPasswordView(LogRefusedPassword, allauth_views.PasswordSetView):
    """The first password of an account that has signed in by code only."""

    template_name = "accounts/sign_in/password_set.html"
