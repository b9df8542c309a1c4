"""After a restart or a failover of the database no page fails, however long it was away."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.support.environment import URL
from tests.support.server.own_site import OwnSite

HEALTH = "/-/health/"
END_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
)


@pytest.fixture
def site(own_database):
    """Its page threads have a connection each."""
    name = connection.settings_dict["NAME"]
    connection.close()
    site = OwnSite(name)
    site.start()
    with ThreadPoolExecutor(20) as crowd:
        list(crowd.map(lambda _: get(site, "/konto/anmelden/"), range(20)))
    yield site
    site.kill()


def get(site, path):
    asking = HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        asking.request("GET", path, headers={"Host": f"localhost:{site.port}"})
        return asking.getresponse().status
    finally:
        asking.close()


def end_connections(database):
    with psycopg.connect(URL, autocommit=True) as admin:
        return len(admin.execute(END_CONNECTIONS, [database]).fetchall())


@contextmanager
def away(database):
    allow = "ALTER DATABASE {} ALLOW_CONNECTIONS {}"
    with psycopg.connect(URL, autocommit=True) as admin:
        for allowed in (False, True):
            admin.execute(sql.SQL(allow).format(sql.Identifier(database), sql.Literal(allowed)))
            if not allowed:
                admin.execute(END_CONNECTIONS, [database])
                yield


def test_pages_and_health_check_are_back_with_the_database_however_long_it_was_away(site):
    database = connection.settings_dict["NAME"]
    for _ in range(2):
        assert end_connections(database) > 1
        assert [get(site, path) for path in (HEALTH, "/", HEALTH, "/")] == [200] * 4
    with away(database):
        assert [get(site, path) for path in ("/", HEALTH, "/", HEALTH)] == [500, 503, 500, 503]
    with ThreadPoolExecutor(20) as crowd:
        assert set(crowd.map(lambda path: get(site, path), ["/", HEALTH] * 20)) == {200}
