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
    """The thread (Anna 1, Ben 2, Dora 3) of which nobody was told anything yet."""
    from notifications.models import Notification

    Notification.objects.all().delete()
    return thread


@pytest.fixture
def joined(group, carla):
    """Carla, who has become a member and has not written anything."""
    group.admit(carla)
    return carla


@pytest.fixture
def tell(dora):
    """Tells people of so many subjects."""
    from forum import kinds
    from notifications.models import Notification

    def tell(*users, times=1):
        for number in range(times):
            what = {"scope": "group.1", "subject": f"thread.{number}", "title": "Titel", "number": 1}
            reasons = {user.pk: kinds.POST for user in users}
            Notification.objects.notify(reasons, actor=dora, url="/gruppen/", **what)

    return tell


@pytest.fixture
def payloads(own_database):
    """What the bus has carried since the last time, in the order of the commits."""
    given = {
        name: value for name, value in connection.get_connection_params().items() if name in LIBPQ_OPTIONS
    }
    with psycopg.connect(**given, autocommit=True) as ear:
        ear.execute("LISTEN live")

        def payloads():
            bus.send_notify(**LAST)
            heard = []
            for notice in ear.notifies(timeout=PATIENCE):
                if json.loads(notice.payload) == LAST:
                    return heard
                heard.append(notice.payload)
            pytest.fail("The bus carried nothing.")

        yield payloads


@pytest.fixture
def rings(payloads):
    """The ids of those whose bells were rung since the last time, one sorted list for each ring."""

    def rings():
        events = [json.loads(payload) for payload in payloads()]
        return [sorted(event["each"]) for event in events if event["to"] == "bell"]

    return rings
