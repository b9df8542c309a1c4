"""Passkeys: rows of allauth's `Authenticator`. A passkey signs in without a password, since it needs its owner's device."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.db import transaction

from accounts.limits import PASSKEYS_PER_ACCOUNT
from accounts.models import User
from accounts.second_factor.demand import FACTORS
from accounts.sessions.devices import device_name


class TooManyPasskeys(Exception):
    """The account has PASSKEYS_PER_ACCOUNT passkeys."""


def passkeys_of(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")


def registration_options(user):
    """JSON with which a browser makes a passkey; stores the challenge in the session."""
    return json.dumps(auth.begin_registration(user, passwordless=True))


def authentication_options(user):
    """JSON with which a browser uses one of the user's passkeys; stores the challenge in the session."""
    return json.dumps(auth.begin_authentication(user))


def suggested_name(user, agent):
    """The device's name (from the User-Agent), numbered if the user has a passkey of that name."""
    name, taken = device_name(agent), {passkey.wrap().name for passkey in passkeys_of(user)}
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


@transaction.atomic
def add_passkey(request, name, credential):
    """Returns whether recovery codes were created with it, because it is the account's first second factor.

    Raises TooManyPasskeys.
    """
    lock_account(request.user)
    if has_all_passkeys(request.user):
        raise TooManyPasskeys
    _, codes = flows.add_authenticator(request, name=name, credential=credential)
    return codes is not None


@transaction.atomic
def remove_passkey(request, passkey):
    lock_account(request.user)
    flows.remove_authenticator(request, passkey)


def has_all_passkeys(user):
    return passkeys_of(user).count() >= PASSKEYS_PER_ACCOUNT


def is_only_factor(passkey):
    factors = Authenticator.objects.filter(user=passkey.user, type__in=FACTORS)
    return not factors.exclude(pk=passkey.pk).exists()


def rename_passkey(passkey, name):
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


def lock_account(user):
    """One change of an account's factors at a time: the first factor creates the recovery codes, the last deletes them."""
    User.objects.select_for_update().get(pk=user.pk)
