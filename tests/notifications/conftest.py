import json

import psycopg
import pytest
from django.db import connection

from live import bus
from live.listener import LIBPQ_OPTIONS
from tests.support.server.live_clients import PATIENCE

LAST = {"to": "nobody"}


@pytest.fixture
def calm(thread):
    """The thread (Anna 1, Ben 2, Dora 3) without notifications."""
    from notifications.models import Notification

    Notification.objects.all().delete()
    return thread


@pytest.fixture
def joined(group, carla):
    """Carla, who has become a member and has not written anything."""
    group.admit(carla)
    return carla


@pytest.fixture
def notify_users(dora):
    """Notifies people of so many subjects."""
    from forum import kinds
    from notifications.models import Notification

    def notify_users(*users, times=1):
        for number in range(times):
            what = {"scope": "group.1", "subject": f"thread.{number}", "title": "Titel", "number": 1}
            reasons = {user.pk: kinds.POST for user in users}
            Notification.objects.notify(reasons, actor=dora, url="/gruppen/", **what)

    return notify_users


@pytest.fixture
def payloads(own_database):
    """The payloads of the bus since the last call, in the order of the commits."""
    given = {
        name: value for name, value in connection.get_connection_params().items() if name in LIBPQ_OPTIONS
    }
    with psycopg.connect(**given, autocommit=True) as listening:
        listening.execute("LISTEN live")

        def payloads():
            bus.send_notify(**LAST)
            found = []
            for notice in listening.notifies(timeout=PATIENCE):
                if json.loads(notice.payload) == LAST:
                    return found
                found.append(notice.payload)
            pytest.fail("No event was published.")

        yield payloads


@pytest.fixture
def bell_events(payloads):
    """The user ids of the bell events since the last call, one sorted list for each event."""

    def bell_events():
        events = [json.loads(payload) for payload in payloads()]
        return [sorted(event["each"]) for event in events if event["to"] == "bell"]

    return bell_events
