"""Passkeys: rows of allauth's `Authenticator`. Each signs in by itself, because it lies on the device with its person."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.db import transaction

from accounts.models import User
from accounts.second_factor.demand import FACTORS
from accounts.sessions.devices import device_name

NAME_LENGTH = 60
# Nobody has so many devices, and each one's key is read whenever one of them is shown.
AT_MOST = 20


class TooManyPasskeys(Exception):
    pass


def passkeys_of(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")


def options_to_add(user):
    """What a browser needs to make one, as JSON; the session remembers the challenge."""
    return json.dumps(auth.begin_registration(user, passwordless=True))


def options_to_use(user):
    """What a browser needs to show one of this person's, as JSON; the session remembers the challenge."""
    return json.dumps(auth.begin_authentication(user))


def suggested_name(user, agent):
    """The device's, with a number if there is one of that name."""
    name, taken = device_name(agent), {passkey.wrap().name for passkey in passkeys_of(user)}
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


@transaction.atomic
def add_passkey(request, name, credential):
    """Whether recovery codes came into being with it, because it is the account's first second factor.

    Raises TooManyPasskeys.
    """
    hold(request.user)
    if has_all(request.user):
        raise TooManyPasskeys
    _, codes = flows.add_authenticator(request, name=name, credential=credential)
    return codes is not None


@transaction.atomic
def remove_passkey(request, passkey):
    hold(request.user)
    flows.remove_authenticator(request, passkey)


def has_all(user):
    return passkeys_of(user).count() >= AT_MOST


def is_only_factor(passkey):
    factors = Authenticator.objects.filter(user=passkey.user, type__in=FACTORS)
    return not factors.exclude(pk=passkey.pk).exists()


def rename_passkey(passkey, name):
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


def hold(user):
    """One change of an account's factors at a time: the first makes the recovery codes, the last takes them along."""
    User.objects.select_for_update().get(pk=user.pk)
