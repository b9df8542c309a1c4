"""A fixed number of threads makes the pages: others wait, too many are sent away, sockets are not held up."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from config import asgi, urls
from config.serving import handler
from tests.support.server.live_clients import connect_client
from tests.tools.processes.real import until

NOT_SIGNED_IN = 4401
door = threading.Event()


def waits(request):
    door.wait(30)
    return HttpResponse("da")


urlpatterns = [path("wartet/", waits), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def closed_door():
    door.clear()
    yield door
    door.set()


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(100) as crowd:
        yield crowd


@pytest.fixture
def get(server):
    def get(path, method="GET"):
        asking = HTTPConnection(urlsplit(server).netloc, timeout=30)
        asking.request(method, path)
        response = asking.getresponse()
        response.text = response.read().decode()
        asking.close()
        return response

    return get


def test_a_hundred_at_once_all_get_their_page(own_database, get, crowd):
    assert {response.status for response in crowd.map(get, ["/konto/anmelden/", "/-/health/"] * 50)} == {200}
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("page")]
    assert len(threads) <= settings.PAGE_THREADS


@pytest.mark.urls(__name__)
def test_who_finds_no_thread_waits_and_who_comes_on_top_is_told_when_to_come_back(
    own_database, get, crowd, closed_door, monkeypatch, caplog
):
    monkeypatch.setattr(handler, "MAX_WAITING", 2)
    inside = [crowd.submit(get, "/wartet/") for _ in range(settings.PAGE_THREADS + 2)]
    until(lambda: asgi.pages.pending == len(inside))
    for method, advice in (("GET", "Noch einmal versuchen"), ("POST", "Laden Sie diese Seite dann neu")):
        refused = get("/konto/anmelden/", method)
        assert (refused.status, refused.getheader("Retry-After")) == (503, "10")
        assert "Bitte kurz warten" in refused.text
        assert advice in refused.text
        assert "default-src 'none'" in refused.getheader("Content-Security-Policy")
        assert refused.getheader("X-Content-Type-Options") == "nosniff"
    assert {record.event for record in caplog.records if record.name == "pages"} == {"too_busy"}
    closed_door.set()
    assert {one.result().text for one in inside} == {"da"}
    assert get("/-/health/").status == 200


@pytest.mark.urls(__name__)
def test_a_socket_is_answered_while_all_page_threads_are_taken(own_database, server, get, crowd, closed_door):
    inside = [crowd.submit(get, "/wartet/") for _ in range(settings.PAGE_THREADS + 1)]
    until(lambda: asgi.pages.pending == len(inside))
    with connect_client(server) as client:
        assert client.close_code() == NOT_SIGNED_IN
    closed_door.set()
    assert {one.result().status for one in inside} == {200}


@pytest.mark.urls(__name__)
def test_a_page_that_nobody_waits_for_any_more_is_not_made(own_database, server, get, crowd, closed_door):
    inside = [crowd.submit(get, "/wartet/") for _ in range(settings.PAGE_THREADS)]
    until(lambda: asgi.pages.pending == len(inside))
    asking = HTTPConnection(urlsplit(server).netloc, timeout=30)
    asking.request("GET", "/konto/anmelden/")
    until(lambda: asgi.pages.pending == len(inside) + 1)
    asking.close()
    closed_door.set()
    assert {one.result().status for one in inside} == {200}
    until(lambda: asgi.pages.pending == 0)
