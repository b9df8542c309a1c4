"""Codes of the authenticator app and recovery codes: checking them, each valid once, and listing the unused ones.

An app's code is valid in its step of 30 seconds and in one on either side. Secrets that cannot be decrypted accept no code.
"""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from accounts.allauth_internal import SECRET_SESSION_KEY, generate_totp_secret, validate_totp_code
from accounts.second_factor.encryption import Unreadable

APP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class CodeRefused(Exception):
    """`reason`: a key of MFAAdapter.error_messages."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def code_authenticators_of(user):
    """The user's authenticators that accept codes: the app first, then the recovery codes."""
    return Authenticator.objects.filter(user=user, type__in=(APP, RECOVERY)).order_by("-type")


def code_types_of(user):
    return set(code_authenticators_of(user).values_list("type", flat=True))


def app_of(user):
    return Authenticator.objects.filter(user=user, type=APP).first()


def use_code(user, code):
    """Marks the code as used and returns its Authenticator. Raises CodeRefused."""
    for authenticator in code_authenticators_of(user):
        authenticator.user = user
        try:
            if use_code_of(authenticator, code):
                return authenticator
        except Unreadable:
            continue
    raise CodeRefused("incorrect_code")


def use_code_of(authenticator, code):
    if authenticator.type == RECOVERY:
        return use_recovery_code(authenticator.wrap(), code)
    if not validate_totp_code(decrypt(authenticator.data["secret"]), code):
        return False
    if not mark_app_code_used(authenticator.user, code):
        raise CodeRefused("used_code")
    return True


def use_recovery_code(recovery, code):
    if recovery.validate_code(code):
        return True
    if code in recovery.generate_codes():
        raise CodeRefused("used_recovery_code")
    return False


def mark_app_code_used(user, code):
    """Returns False if the code was used before; of two concurrent calls one gets True.

    The mark lasts as long as the code is valid.
    """
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    return cache.add(used_code_key(user, code), True, timeout=steps * app_settings.TOTP_PERIOD)


def used_code_key(user, code):
    """Does not hold the code itself: PostgreSQL logs the key when two writes collide.

    When the cache is full, the alphabetically first third of its keys is deleted; "used_code" is not among those.
    """
    digest = salted_hmac("accounts.used_code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
    return f"used_code:{digest}"


def get_pending_secret(session):
    """The secret of the app that is being set up in this session; the same until the setup is complete."""
    try:
        return decrypt(session[SECRET_SESSION_KEY])
    except (KeyError, Unreadable):
        secret = generate_totp_secret()
        session[SECRET_SESSION_KEY] = encrypt(secret)
        return secret


def recovery_codes_of(user):
    return Authenticator.objects.filter(user=user, type=RECOVERY).first()


def count_unused_recovery_codes(user):
    """None for an account without recovery codes."""
    recovery = recovery_codes_of(user)
    return app_settings.RECOVERY_CODE_COUNT - recovery.data["used_mask"].bit_count() if recovery else None


def unused_recovery_codes(user):
    """As strings of two groups of four digits; an empty list if the codes cannot be decrypted."""
    recovery = recovery_codes_of(user)
    try:
        unused = recovery.wrap().get_unused_codes() if recovery else []
    except Unreadable:
        return []
    return [f"{code[:4]} {code[4:]}" for code in unused]
