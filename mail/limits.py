"""Limits and durations of outgoing mail."""

from datetime import timedelta

MAX_ATTEMPTS = 8
"""Attempts to send a mail. The waits between them grow from 4 s fourfold: about six hours in all."""

UNDELIVERED_MAIL_RETENTION = timedelta(days=7)
"""Mails that could not be delivered hold personal data; a week is enough to find the cause."""
