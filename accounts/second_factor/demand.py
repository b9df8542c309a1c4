"""Privileged pages and acts require a second factor: an authenticator app or a passkey.

What only leads, moderators, editors and admins may read requires that one was used in this session; to act, it must have
been used within ACCOUNT_REAUTHENTICATION_TIMEOUT (config/settings.py). What was used is read from allauth's records of
authentication in the session: dicts with `method`, `at` (seconds since 1970) and, for "mfa", an Authenticator's `id` and
`type`. See docs/decisions/0016.
"""

import time

from allauth.account import app_settings
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from accounts.allauth_internal import record_authentication

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SecondFactorNeeded(Exception):
    """A privileged act needs a second factor first; accounts.second_factor.reauthentication answers with a page."""


def demand_second_factor(viewer, *, recent=None):
    """Raises SecondFactorNeeded, unless the Viewer's session has used a second factor.

    `recent`: whether within ACCOUNT_REAUTHENTICATION_TIMEOUT; by default for a viewer who is acting.
    """
    used_at = viewer.factor_used_at
    must_be_recent = viewer.is_acting if recent is None else recent
    if used_at is None or (must_be_recent and not is_recent(used_at)):
        raise SecondFactorNeeded


def has_second_factor(user):
    return is_mfa_enabled(user, FACTORS)


def did_recently_authenticate(request):
    """Whether the user signed in or reauthenticated lately, with the second factor if the account has one."""
    method = "mfa" if has_second_factor(request.user) else None
    return is_recent(last_factor_at(request, request.user, method))


def last_factor_at(request, user, method=None):
    """When the user last authenticated in this session, by this method or any: seconds since 1970, or None."""
    records = get_authentication_records(request, user)
    return max((record["at"] for record in records if method in (None, record["method"])), default=None)


def is_recent(at):
    return at is not None and time.time() - at < app_settings.REAUTHENTICATION_TIMEOUT


def record_added_factor(request, user, authenticator, **_):
    """Signal receiver: setting up a factor counts as having used it."""
    if authenticator.type in FACTORS:
        what = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, "mfa", **what, reauthenticated=True)


def drop_removed_factor(request, user, **_):
    """Signal receiver: what the removed factor was used for does not count any more.

    Its records go, and other sessions in which it was used end; all other sessions if it was the last second factor.
    """
    factors = (
        Authenticator.objects.filter(user=user) if has_second_factor(user) else Authenticator.objects.none()
    )
    left = set(factors.values_list("pk", flat=True))
    others = user.sessions.exclude(session_key=request.session.session_key)
    others.filter(pk__in=[row.pk for row in others if not left or used_other_factors(row, left)]).delete()
    records = get_authentication_records(request, user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if counts_with(one, left)]


def used_other_factors(session, factors):
    records = session.get_decoded().get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return not all(counts_with(one, factors) for one in records)


def counts_with(record, factors):
    """Whether an authentication record used one of these authenticators (ids), or no second factor."""
    return record["method"] != "mfa" or record.get("id") in factors


def keep_recent_factors(request, **_):
    """Signal receiver: keeps the latest record of each kind, since a session of a month would collect many."""
    latest = {}
    for record in request.session[AUTHENTICATION_METHODS_SESSION_KEY]:
        kind = record["method"], record.get("id")
        latest.pop(kind, None)
        latest[kind] = record
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = list(latest.values())


def is_used_factor_gone(request, user):
    """Whether an authenticator that was used to sign in does not exist any more: an admin has reset it meanwhile."""
    used = {record.get("id") for record in get_authentication_records(request, user)} - {None}
    return bool(used) and Authenticator.objects.filter(pk__in=used).count() < len(used)
