"""Codes of the authenticator app and recovery codes: how they are compared, and that each works once."""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret, validate_totp_code
from allauth.mfa.utils import decrypt, encrypt
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from accounts.second_factor.encryption import Unreadable

APP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
FEW = 3


class CodeRefused(Exception):
    """`reason`: a key of MFAAdapter.error_messages."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def authenticators_of(user):
    """What takes codes that one types, the app first."""
    return Authenticator.objects.filter(user=user, type__in=(APP, RECOVERY)).order_by("-type")


def kinds_of(user):
    return set(authenticators_of(user).values_list("type", flat=True))


def app_of(user):
    return Authenticator.objects.filter(user=user, type=APP).first()


def use(user, code):
    """Uses the code up and returns whose it is. Raises CodeRefused."""
    for authenticator in authenticators_of(user):
        authenticator.user = user
        try:
            if takes(authenticator, code):
                return authenticator
        except Unreadable:
            continue
    raise CodeRefused("incorrect_code")


def takes(authenticator, code):
    if authenticator.type == RECOVERY:
        return takes_recovery_code(authenticator.wrap(), code)
    if not validate_totp_code(decrypt(authenticator.data["secret"]), code):
        return False
    if not use_once(authenticator.user, code):
        raise CodeRefused("used_code")
    return True


def takes_recovery_code(recovery, code):
    if recovery.validate_code(code):
        return True
    if code in recovery.generate_codes():
        raise CodeRefused("used_recovery_code")
    return False


def use_once(user, code):
    """Whether the app's code was not used before; of two at once one hears True. Remembered as long as it is valid."""
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    return cache.add(used_key(user, code), True, timeout=steps * app_settings.TOTP_PERIOD)


def used_key(user, code):
    """Without the code: where two come at once, PostgreSQL writes the key into its log.

    Of a cache that somebody fills, the first third by the alphabet goes, and this is not in it.
    """
    digest = salted_hmac("accounts.used_code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
    return f"used_code:{digest}"


def pending_secret(session):
    """The secret of the app that is being set up in this session, the same until it is done."""
    try:
        return decrypt(session[SECRET_SESSION_KEY])
    except (KeyError, Unreadable):
        secret = generate_totp_secret()
        session[SECRET_SESSION_KEY] = encrypt(secret)
        return secret


def recovery_of(user):
    return Authenticator.objects.filter(user=user, type=RECOVERY).first()


def left(user):
    """How many recovery codes have not been used; None where there are none."""
    recovery = recovery_of(user)
    return app_settings.RECOVERY_CODE_COUNT - recovery.data["used_mask"].bit_count() if recovery else None


def unused(user):
    """The recovery codes that work, in two groups of four digits; none when they cannot be read."""
    recovery = recovery_of(user)
    try:
        found = recovery.wrap().get_unused_codes() if recovery else []
    except Unreadable:
        return []
    return [f"{code[:4]} {code[4:]}" for code in found]
