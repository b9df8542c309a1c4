"""Every limit and duration of this app, with its reason.

The client's values are in demo/content/settings.json; tests/privacy/retention compares the constants with them.
"""

from datetime import timedelta

INACTIVITY_PERIOD = timedelta(days=730)
"""After so long without signing in an account is deleted: the client's value, see demo/content/settings.json."""
DELETION_NOTICE = timedelta(days=30)
"""So long before an unused account goes, its owner is mailed, to come back after a long leave."""
NOTICES_PER_HOUR = 200
"""People who are mailed about it in one run: so many mails a mail server takes without suspicion."""
NOTICE_ATTEMPTS = timedelta(days=14)
"""A notice that cannot be delivered is sent anew for so long; then nobody reads there any more."""
EXPORT_RETENTION = timedelta(days=7)
"""Time to download one's data, also after a holiday."""
JOB_RETENTION = timedelta(days=7)
"""Finished and failed jobs, to find out what went wrong. They hold ids only."""
UPLOAD_RETENTION = timedelta(days=1)
"""Files that an editor uploaded and never described."""
MOST_LINKS_IN_REPORT = 50
"""Places that name a deleted person, in one mail; it says how many more there are."""
