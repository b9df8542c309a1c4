"""How long and how many: what the accounts app limits, each with its unit and reason.

How often one may try is in config/rate_limits.py; what else allauth limits (tries and lifetime of a mailed code, time until
reauthentication) in config/settings.py.
"""

from datetime import timedelta

# The session rules of the client, demo/content/settings.json.
SESSION_LIFETIME = timedelta(days=30)
SHARED_DEVICE_SESSION_LIFETIME = timedelta(hours=8)
ADMIN_SESSION_LIFETIME = timedelta(hours=12)
ADMIN_SESSION_IDLE = timedelta(minutes=60)

# How often `seen_at` is written at most: one write per request would cost more than reading the session. For people with
# a role in the admin it must be finer than ADMIN_SESSION_IDLE.
LAST_SEEN_INTERVAL = timedelta(hours=1)
ADMIN_LAST_SEEN_INTERVAL = timedelta(minutes=1)

# Sessions of one account; beyond it the longest unused end, so that a person can read the list of their devices.
DEVICES_PER_ACCOUNT = 50

# Seconds after signing in by mailed code in which a new password can be set without the old one.
PASSWORD_RESET_TIMEOUT = 15 * 60

# A browser in which somebody has signed in has limits of its own for this long after it, so that nobody locks them out.
KNOWN_DEVICE_LIFETIME = timedelta(days=180)
# Accounts that one browser knows, the latest; a shared computer of an office has more people, few sign in often.
KNOWN_DEVICE_ACCOUNTS = 10

# How long the tries of a mailed code are kept: longer than the code is valid (ACCOUNT_LOGIN_BY_CODE_TIMEOUT).
SIGN_IN_CODE_RETENTION = timedelta(hours=1)

# How long both mailboxes can confirm another address: as long as the links of joining, since mail servers of town halls
# keep first mails waiting.
EMAIL_CHANGE_LIFETIME = timedelta(hours=24)

# Nobody has so many devices, and all keys of an account are read whenever one of them is used.
PASSKEYS_PER_ACCOUNT = 20
PASSKEY_NAME_LENGTH = 60

# Characters of a browser's JSON answer: more than any sends, the certificate of a security key included.
CREDENTIAL_LENGTH = 50_000

# With fewer unused recovery codes than this the account page suggests new ones.
FEW_RECOVERY_CODES = 3
