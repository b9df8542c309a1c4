"""Connects signals of signing in with log events, which name people by id only: no address, code or IP address."""

import logging

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from accounts.second_factor import codes, demand
from accounts.sessions import store

logger = logging.getLogger("accounts")


def connect_signals():
    auth.user_logged_in.connect(log_sign_in)
    auth.user_login_failed.connect(log_failed_sign_in)
    auth.user_logged_out.connect(log_sign_out)
    account.authentication_step_completed.connect(demand.keep_recent_factors)
    account.login_code_rejected.connect(log_rejected_code)
    account.password_changed.connect(log_password_change)
    account.password_set.connect(log_password_change)
    account.password_changed.connect(store.end_other_sessions)
    account.password_set.connect(store.end_other_sessions)
    auth.user_logged_in.connect(store.remember_sign_in)
    mfa.authenticator_added.connect(demand.record_added_factor)
    mfa.authenticator_added.connect(log_added_factor)
    mfa.authenticator_removed.connect(demand.drop_removed_factor)
    mfa.authenticator_removed.connect(log_removed_factor)
    mfa.authenticator_reset.connect(log_generated_codes)
    mfa.authenticator_used.connect(report_used_code)
    mfa.authentication_failed.connect(log_rejected_factor)


def log_sign_in(user, **_):
    logger.info("Signed in", extra={"event": "sign_in", "user": user.pk})


def log_failed_sign_in(**_):
    logger.warning("Sign-in failed", extra={"event": "sign_in_failed"})


def log_sign_out(user, **_):
    if user:
        logger.info("Signed out", extra={"event": "sign_out", "user": user.pk})


def log_rejected_code(user, last_attempt, **_):
    extra = {"event": "code_rejected", "user": user.pk, "last_attempt": last_attempt}
    logger.warning("Sign-in code rejected", extra=extra)


def log_rejected_factor(user, **_):
    logger.warning("Second factor rejected", extra={"event": "second_factor_rejected", "user": user.pk})


def log_added_factor(user, authenticator, **_):
    if authenticator.type == codes.RECOVERY:
        log_generated_codes(user)
    else:
        log_event("Second factor added", "second_factor_added", user)


def log_removed_factor(user, authenticator, **_):
    if authenticator.type != codes.RECOVERY:
        log_event("Second factor removed", "second_factor_removed", user)


def log_generated_codes(user, **_):
    log_event("Recovery codes generated", "recovery_codes_generated", user)


def report_used_code(user, authenticator, **_):
    """By log and mail, if it was a recovery code."""
    if authenticator.type == codes.RECOVERY:
        log_event("Recovery code used", "recovery_code_used", user)
        left = codes.count_unused_recovery_codes(user)
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


def log_event(message, event, user):
    logger.info(message, extra={"event": event, "user": user.pk})


def log_password_change(user, **_):
    logger.info("Password changed", extra={"event": "password_changed", "user": user.pk})
