"""Passkeys: rows of allauth's `Authenticator`, which sign in without a password and count as the second factor, too.

For that each is made as a resident key with user verification: it lies on the device and asks for its owner (a finger, a
PIN). The challenge is in the session and can be answered once.
"""

import json

from allauth.mfa.models import Authenticator

from accounts.allauth_internal import begin_authentication, begin_registration
from accounts.limits import PASSKEYS_PER_ACCOUNT
from accounts.models import User
from accounts.second_factor.demand import FACTORS
from accounts.sessions.devices import device_name


def passkeys_of(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")


def registration_options(user):
    """JSON with which a browser makes a passkey; stores the challenge in the session."""
    return json.dumps(begin_registration(user, passwordless=True))


def authentication_options(user):
    """JSON with which a browser uses one of the user's passkeys; stores the challenge in the session."""
    return json.dumps(begin_authentication(user))


def suggested_name(user, agent):
    """The device's name (from the User-Agent), numbered if the user has a passkey of that name."""
    name, taken = device_name(agent), {passkey.wrap().name for passkey in passkeys_of(user)}
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def has_all_passkeys(user):
    return passkeys_of(user).count() >= PASSKEYS_PER_ACCOUNT


def is_only_factor(passkey):
    factors = Authenticator.objects.filter(user=passkey.user, type__in=FACTORS)
    return not factors.exclude(pk=passkey.pk).exists()


def lock_account(user):
    """One change of an account's factors at a time: the first factor creates the recovery codes, the last deletes them."""
    User.objects.select_for_update().get(pk=user.pk)
