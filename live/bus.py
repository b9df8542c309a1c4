"""Events for all server processes, by PostgreSQL's NOTIFY: part of the transaction that makes the change."""

import json
from collections.abc import Iterable
from itertools import batched

from django.db import connection

from live.limits import IDS_PER_NOTIFY

CHANNEL = "live"


def publish_event(topic: str, **event) -> None:
    """Sends an event to the topic ("thread.7") when the transaction commits, or never. It holds ids and numbers only.

    When a right ends, the database itself publishes: see docs/decisions/0006-rights-end-in-the-database.md.
    """
    send_notify(to=topic, **event)


def publish_each(kind: str, ids: Iterable[int]) -> None:
    """Sends an event without content to the topics of one kind with these ids, as few NOTIFYs as possible."""
    for some in batched(ids, IDS_PER_NOTIFY):
        send_notify(to=kind, each=some)


def send_notify(**event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(event)])
