"""A fixed number of threads makes the pages: others wait, too many are sent away, sockets are not held up."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from config import asgi, urls, wsgi
from config.serving import threads
from tests.support.server.live_clients import connect_client
from tests.tools.processes.real import until
from web.declarations import text_fields

NOT_SIGNED_IN = 4401
TEXT = "Das habe ich <lange> geschrieben."
RELEASE = threading.Event()


@text_fields("text")
def wait_for_release(request):
    RELEASE.wait(30)
    return HttpResponse("da")


urlpatterns = [path("wartet/", wait_for_release), *urls.urlpatterns]
handler500 = urls.handler500


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """As the threads of a server for WSGI are: one for each client."""

    daemon_threads = True
    request_queue_size = 256


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def by_wsgi():
    with ThreadedServer(("127.0.0.1", 0), Quiet) as server:
        server.set_app(wsgi.application)
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["ASGI", "WSGI"])
def pages(request):
    """`address`: of a site that serves pages by ASGI or WSGI, `threads`: those that make them."""
    if request.param == "ASGI":
        address = urlsplit(request.getfixturevalue("server")).netloc
        return SimpleNamespace(address=address, threads=asgi.pages.page_threads)
    return SimpleNamespace(address=request.getfixturevalue("by_wsgi"), threads=wsgi.application.page_threads)


@pytest.fixture
def release():
    RELEASE.clear()
    yield RELEASE
    RELEASE.set()


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(200) as crowd:
        yield crowd


@pytest.fixture
def get(pages):
    def get(path, method="GET", body=None, headers=None):
        asking = HTTPConnection(pages.address, timeout=30)
        asking.request(method, path, body, headers or {})
        response = asking.getresponse()
        response.text = response.read().decode()
        asking.close()
        return response

    return get


@pytest.fixture
def fill_threads(get, crowd, release, pages):
    """Takes all page threads, and lets so many more requests wait."""

    def fill_threads(waiting=0):
        inside = [crowd.submit(get, "/wartet/") for _ in range(settings.PAGE_THREADS + waiting)]
        until(lambda: pages.threads.pending == len(inside))
        return inside

    return fill_threads


def test_two_hundred_at_once_all_get_their_page(own_database, get, crowd):
    assert {response.status for response in crowd.map(get, ["/konto/anmelden/", "/-/health/"] * 100)} == {200}
    made_by = [thread for thread in threading.enumerate() if thread.name.startswith("page")]
    # Those of ASGI, and those of WSGI, which are in one process only here.
    assert len(made_by) <= 2 * settings.PAGE_THREADS


@pytest.mark.urls(__name__)
def test_who_finds_no_thread_waits_and_who_comes_on_top_is_told_when_to_come_back(
    own_database, get, fill_threads, release, monkeypatch, caplog
):
    monkeypatch.setattr(threads, "MAX_WAITING", 2)
    inside = fill_threads(waiting=2)
    for method, advice in (("GET", "Noch einmal versuchen"), ("POST", "Laden Sie diese Seite dann neu")):
        refused = get("/konto/anmelden/", method)
        assert (refused.status, refused.getheader("Retry-After")) == (503, "10")
        assert "Bitte kurz warten" in refused.text
        assert advice in refused.text
        assert "default-src 'none'" in refused.getheader("Content-Security-Policy")
        assert refused.getheader("X-Content-Type-Options") == "nosniff"
    assert {record.event for record in caplog.records if record.name == "pages"} == {"too_busy"}
    release.set()
    assert {one.result().text for one in inside} == {"da"}
    assert get("/-/health/").status == 200


@pytest.mark.urls(__name__)
def test_a_form_that_comes_on_top_gets_its_text_back_to_be_sent_again(
    own_database, get, fill_threads, release, monkeypatch
):
    monkeypatch.setattr(threads, "MAX_WAITING", 0)
    inside = fill_threads()
    form = urlencode({"text": TEXT, "key": "7", "csrfmiddlewaretoken": "t" * 32})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    kept = get("/wartet/", "POST", form, headers)
    assert (kept.status, kept.getheader("Retry-After")) == (503, "10")
    escaped = TEXT.replace("<", "&lt;").replace(">", "&gt;")
    assert f"readonly>{escaped}</textarea>" in kept.text
    for name, value in {"text": escaped, "key": "7", "csrfmiddlewaretoken": "t" * 32}.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in kept.text
    assert "Noch einmal senden" in kept.text
    for other in ("cross-site", "same-site"):
        assert escaped not in get("/wartet/", "POST", form, headers | {"Sec-Fetch-Site": other}).text
    long = form + "&more=" + "x" * 200_000
    assert "Laden Sie diese Seite dann neu" in get("/wartet/", "POST", long, headers).text
    release.set()
    assert {one.result().status for one in inside} == {200}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("pages", ["ASGI"], indirect=True)
def test_a_socket_is_answered_while_all_page_threads_are_taken(own_database, server, fill_threads, release):
    inside = fill_threads(waiting=1)
    with connect_client(server) as client:
        assert client.close_code() == NOT_SIGNED_IN
    release.set()
    assert {one.result().status for one in inside} == {200}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("pages", ["ASGI"], indirect=True)
def test_a_page_that_nobody_waits_for_any_more_is_not_made(own_database, pages, fill_threads, release):
    inside = fill_threads()
    asking = HTTPConnection(pages.address, timeout=30)
    asking.request("GET", "/konto/anmelden/")
    until(lambda: pages.threads.pending == len(inside) + 1)
    asking.close()
    release.set()
    assert {one.result().status for one in inside} == {200}
    until(lambda: pages.threads.pending == 0)


@pytest.mark.parametrize("pages", ["WSGI"], indirect=True)
def test_a_form_of_which_only_a_part_arrives_is_not_read(own_database, pages, caplog):
    asking = HTTPConnection(pages.address, timeout=30)
    asking.putrequest("POST", "/konto/anmelden/")
    asking.putheader("Content-Length", "1000")
    asking.endheaders(b"login=anna")
    asking.sock.shutdown(1)
    assert asking.getresponse().status == 400
    asking.close()
    assert caplog.records == []
