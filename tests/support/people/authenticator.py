"""Authenticator apps and recovery codes for tests."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp

SET_UP, REMOVE = "/konto/sicherheit/app/", "/konto/sicherheit/app/entfernen/"
CODES, SECURITY = "/konto/sicherheit/codes/", "/konto/sicherheit/"
SIGN_IN, SECOND = "/konto/anmelden/", "/konto/zweiter-faktor/"


def give_app(user):
    """Returns the app's secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def give_recovery_codes(user):
    return RecoveryCodes.activate(user).generate_codes()


def code_of(secret, step=1):
    """The app's current code; `step` 0 and 2: the one of 30 seconds ago and in 30 seconds."""
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[step]))


def wrong_code(secret):
    valid = {code_of(secret, step) for step in range(3)}
    return next(code for code in ("111111", "222222", "333333", "444444") if code not in valid)


def shown_secret(html):
    return re.search(r'<p class="secret"[^>]*>([A-Z2-7 ]+)</p>', html)[1].replace(" ", "")


def begin_sign_in(client, user):
    """Signs in by password, up to the second step."""
    typed = {"email": user.email, "password": "korrekt-pferd-batterie"}
    assert client.post(SIGN_IN, typed)["Location"] == SECOND
