"""Authenticator apps and recovery codes for tests."""

import re
import time
from base64 import b32decode, b32encode
from secrets import token_bytes, token_hex

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SET_UP, REMOVE = "/konto/sicherheit/app/", "/konto/sicherheit/app/entfernen/"
CODES, SECURITY = "/konto/sicherheit/codes/", "/konto/sicherheit/"
SIGN_IN, SECOND = "/konto/anmelden/", "/konto/zweiter-faktor/"


def give_app(user):
    """Returns the app's secret."""
    secret = b32encode(token_bytes(20)).decode()
    give_authenticator(user, "totp", secret=secret)
    return secret


def give_recovery_codes(user):
    codes = user.authenticator_set.filter(type="recovery_codes").first()
    codes = codes or give_authenticator(user, "recovery_codes", seed=token_hex(40), used_mask=0)
    return codes.wrap().generate_codes()


def give_authenticator(user, kind, **data):
    """Texts in `data` are stored encrypted."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    data = {name: encrypt(value) if isinstance(value, str) else value for name, value in data.items()}
    return Authenticator.objects.create(user=user, type=kind, data=data)


def code_of(secret, step=1):
    """The app's current code; `step` 0 and 2: the one of 30 seconds ago and in 30 seconds."""
    return code_at(secret, time.time() + 30 * (step - 1))


def code_at(secret, at):
    """The app's code at a time, in seconds since 1970."""
    app = TOTP(b32decode(secret), 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303
    return app.generate(at).decode()


def wrong_code(secret):
    valid = {code_of(secret, step) for step in range(3)}
    return next(code for code in ("111111", "222222", "333333", "444444") if code not in valid)


def shown_secret(html):
    return re.search(r'<p class="secret"[^>]*>([A-Z2-7 ]+)</p>', html)[1].replace(" ", "")


def begin_sign_in(client, user):
    """Signs in by password, up to the second step."""
    submitted = {"email": user.email, "password": "korrekt-pferd-batterie"}
    assert client.post(SIGN_IN, submitted)["Location"] == SECOND
