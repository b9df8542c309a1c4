"""What has changed, told to every process: PostgreSQL's NOTIFY is part of the transaction that changes it."""

import json

from django.db import connection

CHANNEL = "live"


def publish(audience, **event):
    """Rings for an audience ("thread.7") when the transaction commits, or never. Events hold ids and numbers only.

    The database itself publishes when a right ends: see docs/decisions/0006-rights-end-in-the-database.md.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"to": audience, **event})])
