"""Log events of signing in. They name people by id only: no address, no code, no IP address."""

import logging

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from accounts.second_factor import codes, demand
from accounts.sessions import store

logger = logging.getLogger("accounts")


def connect():
    auth.user_logged_in.connect(sign_in)
    auth.user_login_failed.connect(sign_in_failed)
    auth.user_logged_out.connect(sign_out)
    account.authentication_step_completed.connect(demand.keep_latest)
    account.login_code_rejected.connect(code_rejected)
    account.password_changed.connect(password_changed)
    account.password_set.connect(password_changed)
    account.password_changed.connect(store.end_others)
    account.password_set.connect(store.end_others)
    auth.user_logged_in.connect(store.remember_sign_in)
    mfa.authenticator_added.connect(demand.added)
    mfa.authenticator_added.connect(second_factor_added)
    mfa.authenticator_removed.connect(demand.removed)
    mfa.authenticator_removed.connect(second_factor_removed)
    mfa.authenticator_reset.connect(recovery_codes_generated)
    mfa.authenticator_used.connect(code_used)
    mfa.authentication_failed.connect(second_factor_rejected)


def sign_in(user, **_):
    logger.info("Signed in", extra={"event": "sign_in", "user": user.pk})


def sign_in_failed(**_):
    logger.warning("Sign-in failed", extra={"event": "sign_in_failed"})


def sign_out(user, **_):
    if user:
        logger.info("Signed out", extra={"event": "sign_out", "user": user.pk})


def code_rejected(user, last_attempt, **_):
    extra = {"event": "code_rejected", "user": user.pk, "last_attempt": last_attempt}
    logger.warning("Sign-in code rejected", extra=extra)


def second_factor_rejected(user, **_):
    logger.warning("Second factor rejected", extra={"event": "second_factor_rejected", "user": user.pk})


def second_factor_added(user, authenticator, **_):
    if authenticator.type == codes.RECOVERY:
        recovery_codes_generated(user)
    else:
        log("Second factor added", "second_factor_added", user)


def second_factor_removed(user, authenticator, **_):
    if authenticator.type != codes.RECOVERY:
        log("Second factor removed", "second_factor_removed", user)


def recovery_codes_generated(user, **_):
    log("Recovery codes generated", "recovery_codes_generated", user)


def code_used(user, authenticator, **_):
    if authenticator.type == codes.RECOVERY:
        log("Recovery code used", "recovery_code_used", user)
        left = codes.left(user)
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


def log(message, event, user):
    logger.info(message, extra={"event": event, "user": user.pk})


def password_changed(user, **_):
    logger.info("Password changed", extra={"event": "password_changed", "user": user.pk})
