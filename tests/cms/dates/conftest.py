from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone


@pytest.fixture
def asked(client):
    """How many queries a page takes, when what is cached is cached."""

    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return asked


@pytest.fixture
def publish(demo):
    """An event that begins in so many days and takes two hours."""
    from cms.models import EventIndexPage, EventPage

    parent = EventIndexPage.objects.get()

    def publish(title, days, **fields):
        start = timezone.now() + timedelta(days=days)
        fields = {"start": start, "end": start + timedelta(hours=2)} | fields
        return parent.add_child(
            instance=EventPage(title=title, intro="Kurz gesagt.", kind="Treffen", **fields)
        )

    return publish
