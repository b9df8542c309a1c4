"""A socket opens to pages of the site itself: a cookie comes along from any page."""

import pytest
from websockets.exceptions import InvalidStatus

from tests.support.server.live_clients import connect_client

OTHERS = {
    "another site": "http://boese.example",
    "none": None,
    "an empty one": "",
    "a sandbox or a file": "null",
    "another port": "http://localhost:1",
    "no port": "http://localhost",
    "another scheme": "https://{host}",
    "another name of the same computer": "http://127.0.0.1:{port}",
    "a site that begins like ours": "http://{host}.boese.example",
    "a site that ends like ours": "http://boese-{host}",
    "ours as the name of a user": "http://{host}@boese.example",
    "ours with a path": "http://{host}/",
    "two": "http://{host} http://boese.example",
}


def status(address, **options):
    """With which the handshake is refused."""
    with pytest.raises(InvalidStatus) as refused, connect_client(address, **options):
        pytest.fail("It got in.")
    return refused.value.response.status_code


@pytest.mark.parametrize("what", OTHERS)
def test_a_page_of_another_origin_is_refused(what, server_without_database, log):
    host, origin = server_without_database.removeprefix("http://"), OTHERS[what]
    given = origin and origin.format(host=host, port=host.partition(":")[2])
    assert status(server_without_database, Origin=given) == 403
    assert log.wait_for("socket_refused").reason == "origin"


@pytest.mark.parametrize("host", ["boese.example", "boese.example:80", "localhost.boese.example"])
def test_a_host_that_is_not_ours_is_refused(host, server_without_database, log):
    assert status(server_without_database, host=host, Origin=f"http://{host}") == 403
    assert log.wait_for("socket_refused").reason == "origin"


@pytest.mark.parametrize("path", ["/", "/live", "/live/1/", "/gruppen/", "/-/health/"])
def test_no_socket_opens_at_another_address(path, server_without_database):
    assert status(server_without_database, path=path) == 403
