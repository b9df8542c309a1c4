"""What allauth asks its adapter: our mails and messages in place of its own, and the steps around a sign-in."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse

from accounts.allauth_internal import ratelimit
from accounts.second_factor.demand import did_recently_authenticate, is_used_factor_gone
from accounts.sessions.store import OTHER_DEVICE, SIGN_IN
from accounts.sign_in.known_device import find_known_user, remember_device
from mail.outbox import send_mail

logger = logging.getLogger("accounts")

MAILS = {
    "account/email/login_code": "login_code",
    "account/email/unknown_account": "unknown_account",
    "account/email/password_changed": "password_changed",
    "account/email/password_set": "password_set",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_new",
    "mfa/email/recovery_code_used": "recovery_code_used",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
}
MESSAGES = {
    "account/messages/logged_out.txt": "Sie sind abgemeldet.",
    "account/messages/password_changed.txt": "Ihr neues Passwort gilt ab sofort.",
    "account/messages/password_set.txt": "Ihr Passwort ist gesetzt.",
    "mfa/messages/totp_activated.txt": "Die App ist eingerichtet.",
    "mfa/messages/totp_deactivated.txt": "Die App ist entfernt.",
    "mfa/messages/webauthn_added.txt": "Ihr neuer Passkey ist gespeichert.",
    "mfa/messages/webauthn_removed.txt": "Der Passkey ist entfernt.",
}
EVENTS = {"login_code": "code_sent", "unknown_account": "code_refused"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dieses Konto ist stillgelegt.",
        "email_password_mismatch": "E-Mail-Adresse und Passwort passen nicht zusammen.",
        "enter_current_password": "Das bisherige Passwort stimmt nicht.",
        "incorrect_code": "Der Code stimmt nicht. Bitte vergleichen Sie ihn mit dem in der E-Mail.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "rate_limited": "Das waren viele Versuche. Bitte warten Sie einige Minuten.",
        "too_many_login_attempts": "Das waren zu viele Versuche. Bitte warten Sie einige Minuten.",
    }

    def is_open_for_signup(self, request):  # noqa: ARG002
        """Accounts are created by joining a group, never by signing up."""
        return False

    def is_reauthentication_required(self, *, app, **_):  # noqa: ARG002
        return not did_recently_authenticate(context.request)

    def pre_login(self, request, user, **kwargs):
        """Called by every way of signing in, whose form has the box for a shared device."""
        request.session[OTHER_DEVICE] = OTHER_DEVICE in request.POST
        return super().pre_login(request, user, **kwargs)

    def pre_authenticate(self, request, **credentials):
        """As allauth's, which takes back what was counted once the password is right, but first for a known device."""
        user, limit = find_known_user(request, credentials.get("email", "")), "login_failed_on_known_device"
        self._login_failed_rl_usage = user and ratelimit.consume(
            request, app="allauth.account", action=limit, user=user
        )
        if not self._login_failed_rl_usage:
            super().pre_authenticate(request, **credentials)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if request.session[SIGN_IN]["kept"]:
            remember_device(request, response, user)
        return response

    def login(self, request, user):
        super().login(request, user)
        # In this order: accounts.second_factor.reset deletes the factor first and the sessions after that.
        request.session.save()
        if is_used_factor_gone(request, user):
            logout(request)
            raise ImmediateHttpResponse(redirect("account_login"))

    def get_password_change_redirect_url(self, request):  # noqa: ARG002
        return reverse("account_security")

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ):
        """Says what MESSAGES has for allauth's template, and nothing of what is not in it."""
        message = message or MESSAGES.get(message_template)
        super().add_message(request, level, None, message_context, extra_tags, message)

    def send_mail(self, template_prefix, email, context):
        template = MAILS[template_prefix]
        send_mail(email, template, {name: context[name] for name in ("code", "left") if name in context})
        if template in EVENTS:
            logger.info("Sign-in code asked for", extra={"event": EVENTS[template]})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)
