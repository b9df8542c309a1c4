"""Encrypts what a dump of the database must not tell: the secrets of authenticator apps and of recovery codes.

The keys come from SECRET_KEY, and for reading also from SECRET_KEY_FALLBACKS.
"""

import logging
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger("accounts")


class Unreadable(Exception):
    """It was encrypted with another SECRET_KEY, or never."""


def encrypt(text):
    return box().encrypt(text.encode()).decode()


def decrypt(token):
    """Raises Unreadable; nothing is returned instead, since codes could be computed from it."""
    try:
        return box().decrypt(token.encode()).decode()
    except InvalidToken:
        logger.error("Second factor cannot be read", extra={"event": "second_factor_unreadable"})
        raise Unreadable from None


def box():
    return MultiFernet(
        [Fernet(derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def derived(key):
    return urlsafe_b64encode(
        salted_hmac("accounts.sealed", "fernet", secret=key, algorithm="sha256").digest()
    )
