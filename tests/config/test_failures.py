"""Pages for what is not there and for what breaks, health, and what stands in the log."""

import io
import json
import logging
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.urls import path

from config import log, urls
from tests.conftest import PASSWORD


def breaks(request):
    raise RuntimeError(f"secret {request.GET.get('q')}")


urlpatterns = [path("bricht/", breaks), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def lines():
    """What the product writes to its log, line by line as JSON."""
    stream, root = io.StringIO(), logging.getLogger()
    real = next(handler for handler in root.handlers if isinstance(handler.formatter, log.Formatter))
    copy = logging.StreamHandler(stream)
    copy.setFormatter(real.formatter)
    for one in real.filters:
        copy.addFilter(one)
    root.addHandler(copy)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(copy)


def test_what_is_not_there_gets_a_german_page_with_a_way_on(demo, client):
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Seite nicht gefunden" in response.content.decode()
    assert 'href="/konto/anmelden/"' in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_failure_of_ours_gets_a_german_page_whose_number_stands_in_the_log(db, client, lines):
    client.raise_request_exception = False
    response = client.get("/bricht/?q=anna@stadt.example")
    assert response.status_code == 500
    number = re.search(r"Kennung ([0-9A-F]{8})", response.content.decode())[1]
    logged = [line for line in lines() if line["request_id"] == number]
    assert [line["level"] for line in logged] == ["ERROR"]
    assert "RuntimeError" in logged[0]["exc_info"]
    assert "anna@stadt.example" not in json.dumps(logged)


@pytest.mark.urls(__name__)
def test_the_page_for_a_failure_needs_no_database(client):
    client.raise_request_exception = False
    assert client.get("/bricht/").status_code == 500


def test_the_site_is_healthy_while_the_database_answers(db, client):
    response = client.get("/-/health/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_the_site_says_within_seconds_that_the_database_is_away(db, client, monkeypatch, events):
    with socket.socket() as closed, ThreadPoolExecutor(1) as thread_without_connection:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setitem(connections.settings["default"], "HOST", "127.0.0.1")
        monkeypatch.setitem(connections.settings["default"], "PORT", str(closed.getsockname()[1]))
        response = thread_without_connection.submit(client.get, "/-/health/").result()
    assert (response.status_code, response.json()) == (503, {"status": "unavailable"})
    assert events() == ["health_failed"]


def test_a_whole_sign_in_leaves_json_lines_without_personal_data(client, anna, mailed_code, lines):
    client.get("/konto/anmelden/", {"next": "/konto/?name=Annasen"})
    client.post("/konto/anmelden/", {"email": anna.email, "password": "falsch falsch"})
    client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    client.post("/konto/abmelden/")
    client.post("/konto/anmelden/code/", {"email": anna.email})
    client.post("/konto/anmelden/code/bestaetigen/", {"code": "000000"})
    client.post("/konto/anmelden/code/bestaetigen/", {"code": mailed_code()})
    client.get("/gibt-es-nicht/?email=anna@stadt.example")
    logged = lines()
    steps = ["sign_in_failed", "sign_in", "sign_out", "code_sent", "code_rejected", "sign_in"]
    assert [line["event"] for line in logged if "event" in line] == steps
    assert all({"level", "logger", "message", "time", "request_id"} <= set(line) for line in logged)
    for secret in (anna.email, "Anna", PASSWORD, "email=", "127.0.0.1"):
        assert secret not in json.dumps(logged, ensure_ascii=False)


def test_each_request_has_a_number_of_its_own(rf):
    numbers = set()
    middleware = log.RequestIdMiddleware(lambda request: numbers.add(request.id))
    for _ in range(3):
        middleware(rf.get("/"))
    assert len(numbers) == 3
