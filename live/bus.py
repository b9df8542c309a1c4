"""What has changed, told to every process: PostgreSQL's NOTIFY is part of the transaction that changes it."""

import json
from itertools import batched

from django.db import connection

CHANNEL = "live"
# A payload of NOTIFY has less than 8,000 bytes, and no id more than eleven.
AT_ONCE = 500


def publish(audience, **event):
    """Rings for an audience ("thread.7") when the transaction commits, or never. Events hold ids and numbers only.

    The database itself publishes when a right ends: see docs/decisions/0006-rights-end-in-the-database.md.
    """
    notify(to=audience, **event)


def publish_each(kind, ids):
    """Rings for the audiences of one kind with these ids; a ring is one event, however many they are."""
    for some in batched(ids, AT_ONCE):
        notify(to=kind, each=some)


def notify(**event):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(event)])
