"""Everything that we use of allauth's `.internal` modules, which may change with any of its versions.

No other file imports them: tests/accounts/test_allauth_internal.py names each, and pyproject.toml allows only the
versions with which they were tested. The reasons why the public API is not enough:

- record_authentication: joining a group confirms an address outside of allauth's views, setting up a factor counts as
  having used it, and a password is checked on our page of reauthentication. Only allauth's own views write such records.
- ratelimit: allauth.core.ratelimit does not limit GET requests, and asking for a passkey challenge is one; and what it
  counts cannot be taken back, as a right password is.
- SECRET_SESSION_KEY, generate_totp_secret: allauth stores the secret of a pending app as plain text in the session.
- validate_totp_code: allauth's wrapper compares a code and marks it as used for 30 seconds only, in one step.
- begin_registration: allauth's view offers passkeys without a resident key, unless the person ticks a box.
- begin_authentication: allauth asks for a passkey only on pages of its own.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret, validate_totp_code
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration

__all__ = [
    "SECRET_SESSION_KEY",
    "begin_authentication",
    "begin_registration",
    "generate_totp_secret",
    "ratelimit",
    "record_authentication",
    "validate_totp_code",
]
