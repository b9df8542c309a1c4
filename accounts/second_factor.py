"""Privileged acts need a second factor: an authenticator app or a passkey.

To read what only leads, moderators, editors and admins read, it was shown in this session; to act, within FRESH seconds.
A session's proofs are allauth's records of authentication: each has a method and a time.
"""

import time

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

FRESH = 15 * 60
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
READING = ("GET", "HEAD", "OPTIONS")


class SecondFactorNeeded(Exception):
    """A privileged act has to wait; accounts.confirmation asks."""


def demand_second_factor(viewer, *, afresh=None):
    """Raises SecondFactorNeeded, unless the person at the browser has shown one (see above).

    `afresh`: whether lately; by default, for whatever is more than reading.
    """
    request = context.request
    shown_at = last_proof(request, viewer, "mfa") if request else None
    if afresh is None:
        afresh = shown_at is None or request.method not in READING
    if shown_at is None or (afresh and not is_fresh(shown_at)):
        raise SecondFactorNeeded


def has_second_factor(user):
    return is_mfa_enabled(user, FACTORS)


def was_confirmed(request):
    """Whether the account's owner has shown lately who they are, with the second factor if there is one."""
    method = "mfa" if has_second_factor(request.user) else None
    return is_fresh(last_proof(request, request.user, method))


def last_proof(request, user, method=None):
    """When the person last proved who they are in this session, by this method: seconds since 1970, or None."""
    records = get_authentication_records(request, user)
    return max((record["at"] for record in records if method in (None, record["method"])), default=None)


def is_fresh(at):
    return at is not None and time.time() - at < FRESH


def added(request, user, authenticator, **_):
    """Signal: whoever has set one up has shown it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)


def removed(request, user, **_):
    """Signal: without a second factor nothing proves one any more, here or on other devices."""
    if has_second_factor(user):
        return
    user.sessions.exclude(session_key=request.session.session_key).delete()
    records = get_authentication_records(request, user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record["method"] != "mfa"
    ]


def was_taken_away(request, user):
    """Whether what was shown in signing in is gone: an admin has reset it in the same moment."""
    shown = {record.get("id") for record in get_authentication_records(request, user)} - {None}
    return bool(shown) and Authenticator.objects.filter(pk__in=shown).count() < len(shown)
