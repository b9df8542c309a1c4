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
    """A privileged act has to wait; accounts.second_factor.reauthentication asks."""


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
        what = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, "mfa", **what, reauthenticated=True)


def removed(request, user, **_):
    """Signal: what was shown with it proves nothing any more, and other devices on which it was shown are signed out.

    Without any second factor all others are.
    """
    factors = (
        Authenticator.objects.filter(user=user) if has_second_factor(user) else Authenticator.objects.none()
    )
    left = set(factors.values_list("pk", flat=True))
    others = user.sessions.exclude(session_key=request.session.session_key)
    others.filter(pk__in=[row.pk for row in others if not left or rests_on_others(row, left)]).delete()
    records = get_authentication_records(request, user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if rests_on(one, left)]


def rests_on_others(session, factors):
    records = session.get_decoded().get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return not all(rests_on(one, factors) for one in records)


def rests_on(record, factors):
    """Whether a proof was shown with one of these factors, or with none."""
    return record["method"] != "mfa" or record.get("id") in factors


def keep_latest(request, **_):
    """Signal: of each kind of proof the latest is enough; in a month they would become many."""
    latest = {}
    for record in request.session[AUTHENTICATION_METHODS_SESSION_KEY]:
        kind = record["method"], record.get("id")
        latest.pop(kind, None)
        latest[kind] = record
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = list(latest.values())


def was_taken_away(request, user):
    """Whether what was shown in signing in is gone: an admin has reset it in the same moment."""
    shown = {record.get("id") for record in get_authentication_records(request, user)} - {None}
    return bool(shown) and Authenticator.objects.filter(pk__in=shown).count() < len(shown)
