"""Encrypts the secrets of authenticator apps and recovery codes, so that a dump of the database does not hold them.

The secret of an app that is being set up is encrypted in the session in the same way. Keys are derived from SECRET_KEY;
for decryption SECRET_KEY_FALLBACKS are tried, too.
"""

import logging
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger("accounts")

# Part of the key: with another salt no stored secret could be decrypted any more.
SALT = "accounts.sealed"


class Unreadable(Exception):
    """The text was encrypted with another SECRET_KEY, or not at all."""


def encrypt_secret(text):
    return get_fernet().encrypt(text.encode()).decode()


def decrypt_secret(token):
    """Raises Unreadable rather than returning an empty secret, from which codes could be computed."""
    try:
        return get_fernet().decrypt(token.encode()).decode()
    except InvalidToken:
        logger.error("Second factor cannot be read", extra={"event": "second_factor_unreadable"})
        raise Unreadable from None


def get_fernet():
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(derive_key(key)) for key in keys])


def derive_key(secret):
    return urlsafe_b64encode(salted_hmac(SALT, "fernet", secret=secret, algorithm="sha256").digest())
