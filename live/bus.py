"""Events for all server processes: by PostgreSQL's NOTIFY, or with settings.BUS_URL by Valkey.

live/valkey.py is imported only there: the client takes 6 MB of a process. See docs/decisions/0031-events-by-valkey.md.
"""

import json
import logging
from collections.abc import Iterable
from functools import partial
from itertools import batched

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from live.limits import IDS_PER_NOTIFY

logger = logging.getLogger("live")
CHANNEL = "live"
ECHO = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, %s)"


def publish_event(topic: str, **event) -> None:
    """Sends an event to the topic ("thread.7") when the transaction commits, or never. It holds ids and numbers only.

    When a right ends, the database itself publishes: see docs/decisions/0006-rights-end-in-the-database.md.
    """
    send_event(to=topic, **event)


def publish_each(kind: str, ids: Iterable[int]) -> None:
    """Sends an event without content to the topics of one kind with these ids, in as few parts as possible."""
    for some in batched(ids, IDS_PER_NOTIFY):
        send_event(to=kind, each=some)


def send_event(**event) -> None:
    if settings.BUS_URL:
        transaction.on_commit(partial(send_after_commit, event))
    else:
        send_notify(**event)


def send_after_commit(event: dict) -> None:
    """By Valkey, or where it is away by NOTIFY. Whatever happened is committed: nothing here fails a request."""
    from live import valkey

    try:
        valkey.publish_payload(json.dumps(event))
    except valkey.Away:
        try:
            send_notify(**event)
        except DatabaseError:
            logger.exception("Live", extra={"event": "event_lost"})


def send_notify(**event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(event)])


def send_echo(channel: str, payload: str) -> None:
    """A NOTIFY for the process that sends it (Listener.pass_what_came_before). Nothing is lost if a crash loses it."""
    with connection.cursor() as cursor:
        cursor.execute(ECHO, [channel, payload])
