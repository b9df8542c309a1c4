"""Visitors' pages from a replica: never from one that is behind, and from the primary when it is away."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from django.db import connection, connections, router
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from caching import limits
from caching.pages import store
from caching.servers import replica
from caching.servers.gate import Gate
from cms.models import FactSheetPage
from config.database import databases_from
from tests.support.database.replica import primary_and_replica
from tests.support.environment import URL
from tests.tools.processes.real import until
from tools.postgres import server as postgres

SHEET = "/steckbriefe/konstanz-sommerstrasse/"
KEPT = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@pytest.fixture
def demo(own_database):
    """The demo content where commits are real."""


@pytest.fixture
def second(demo, monkeypatch):
    """The replica; the site uses it, and its primary has the demo content."""
    with (
        tempfile.TemporaryDirectory(prefix="replica-") as folder,
        primary_and_replica(Path(folder)) as (url, second),
    ):
        copy_database(second.server.programs, url)
        connections.close_all()
        databases, own = databases_from(url, second.server.url), connections.settings["default"]
        for name in KEPT:
            monkeypatch.setitem(own, name, databases["default"][name])
        monkeypatch.setitem(connections.settings, "replica", own | databases["replica"] | {"CONN_MAX_AGE": 0})
        monkeypatch.setattr(router, "routers", [replica.Router()])
        monkeypatch.setattr(replica, "gate", Gate("replica", "pages", replica.gate.failures))
        until(lambda: replica.find_newest() == find_newest_of_primary())
        yield second
        connections.close_all()
        del connections["replica"]


def copy_database(programs, url):
    """The test's own one, into the primary."""
    own = make_conninfo(**conninfo_to_dict(URL) | {"dbname": connection.settings_dict["NAME"]})
    options = {"env": postgres.ENVIRONMENT}
    dump = subprocess.run(
        [programs / "pg_dump", "--no-owner", own], capture_output=True, check=True, **options
    )
    argv = [programs / "psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", url]
    subprocess.run(argv, input=dump.stdout, stdout=subprocess.DEVNULL, check=True, **options)


def find_newest_of_primary():
    with connection.cursor() as cursor:
        cursor.execute(replica.NEWEST)
        return cursor.fetchone()


@pytest.fixture
def visitor(second, monkeypatch):
    monkeypatch.setattr(limits, "MOMENT_SECONDS", 10**9)
    store.clear()
    yield Client(raise_request_exception=False)
    store.clear()


def get_page(visitor):
    """(the page, queries on the primary, queries on the replica), of a process that has kept nothing."""
    store.clear()
    with (
        CaptureQueriesContext(connection) as primary,
        CaptureQueriesContext(connections["replica"]) as second,
    ):
        response = visitor.get(SHEET)
    assert response.status_code == 200
    return response.content.decode(), len(primary), len(second)


def publish_change():
    page = FactSheetPage.objects.get(slug="konstanz-sommerstrasse")
    page.title += " (neu)"
    page.save_revision().publish()


def test_no_page_is_old_while_the_replica_is_behind(visitor, second):
    before, primary, of_replica = get_page(visitor)
    assert of_replica > primary
    second.pause()
    publish_change()
    after, primary, of_replica = get_page(visitor)
    assert "(neu)" in after
    assert (primary > 10, of_replica) == (True, 1)
    # What was made meanwhile is kept under the new revision, and is new.
    assert "(neu)" in visitor.get(SHEET).content.decode()
    second.resume()
    until(lambda: replica.find_newest() == find_newest_of_primary())
    again, primary, of_replica = get_page(visitor)
    assert of_replica > primary
    assert ("(neu)" in again, "(neu)" in before) == (True, False)


def test_who_is_signed_in_and_whoever_writes_is_on_the_primary(visitor, person):
    visitor.force_login(person("Berta"))
    assert get_page(visitor)[2] == 0
    assert not replica.is_used()
    publish_change()


def test_without_the_replica_pages_come_from_the_primary(visitor, second, events, monkeypatch):
    find = replica.find_newest

    def end_connections():
        """Right after it was asked, as PostgreSQL ends a query that is in the way of the replay."""
        newest = find()
        second.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        return newest

    monkeypatch.setattr(replica, "find_newest", end_connections)
    assert get_page(visitor)[1] > 10
    monkeypatch.setattr(replica, "find_newest", find)
    second.server.stop()
    for _ in range(3):
        assert get_page(visitor)[1] > 10
    assert events().count("replica_lost") == 1
