"""The LISTENing connection: when it breaks, every client reconnects and catches up."""

import pytest
from django.db import connection, connections

from config.asgi import live_server
from forum.models import Thread
from live import limits
from live.bus import publish_event
from tests.support.server.live_clients import is_at
from tests.tools.processes.real import until

pytestmark = pytest.mark.usefixtures("site")

RESTART, TRY_LATER = 1012, 1013


def terminate():
    """Ends the LISTENing session of the test's database from outside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        return cursor.fetchall()


def notify(payload):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('live', %s)", [payload])


def test_when_the_connection_breaks_all_clients_reconnect_and_catch_up(
    thread, reader, connect, signed_in, say, log, anna, ben
):
    browser = signed_in(anna)
    pages = [reader(ben, thread), connect(browser), connect(browser)]
    until(lambda: len(live_server.hub.subscriptions(f"user.{anna.pk}")) == 2)
    assert terminate() == [(True,)]
    say(thread, ben, "Das hört niemand.")
    assert [page.close_code() for page in pages] == [RESTART] * 3
    assert log.wait_for("listener_lost").levelname == "WARNING"
    again = connect(browser)
    assert [post["number"] for post in again.subscribe(thread)["posts"]] == [4]
    say(thread, ben)
    again.receive_until(is_at(5))


def test_while_the_process_does_not_listen_sockets_are_refused(
    thread, reader, connect, signed_in, log, monkeypatch, anna, ben
):
    browser, name = signed_in(anna), connections.settings["default"]["NAME"]
    page = reader(ben, thread)
    monkeypatch.setattr(limits, "LISTEN_TIMEOUT", 0.2)
    monkeypatch.setitem(connections.settings["default"], "NAME", "gibt-es-nicht")
    terminate()
    assert page.close_code() == RESTART
    for _ in range(3):
        assert connect(browser).close_code() == TRY_LATER
        assert log.wait_for("socket_refused").reason == "not_listening"
    monkeypatch.setattr(limits, "LISTEN_TIMEOUT", 3)
    monkeypatch.setitem(connections.settings["default"], "NAME", name)
    assert connect(browser).subscribe(thread)["revision"] == 3


def test_a_client_that_connects_after_a_failed_attempt_shortens_the_delay(
    thread, reader, connect, signed_in, log, monkeypatch, anna, ben
):
    browser, name = signed_in(anna), connections.settings["default"]["NAME"]
    monkeypatch.setattr(limits, "RETRY_DELAYS", (0.3, 60))
    page = reader(ben, thread)
    monkeypatch.setitem(connections.settings["default"], "NAME", "gibt-es-nicht")
    terminate()
    assert page.close_code() == RESTART
    for _ in range(2):
        log.wait_for("listener_lost")
    monkeypatch.setitem(connections.settings["default"], "NAME", name)
    assert connect(browser).subscribe(thread)["revision"] == 3


def test_an_event_that_cannot_be_handled_does_not_stop_others(thread, reader, say, log, events, anna, ben):
    page = reader(anna, thread)
    for payload in ("kein JSON", "", "[]", "7", "null", "{}", '{"revision": 4}', '{"to": ["thread.1"]}'):
        notify(payload)
        assert log.wait_for("event_failed").levelname == "ERROR"
    publish_event(f"thread.{thread.pk}")
    assert page.receive() == {"again": True}
    assert log.wait_for("render_failed").exc_info
    failed = len(events())
    for topic in ("thread.999999", "unknown.1", "user.999999", ""):
        publish_event(topic, revision=1)
        publish_event(topic, end="")
    say(thread, ben)
    assert page.receive()["revision"] == 4
    Thread.objects.filter(pk=thread.pk).delete()
    thread.publish_revision()
    assert page.subscribe(thread) == {"gone": f"thread.{thread.pk}"}
    assert events()[failed:] == []


def test_nothing_is_lost_while_the_connection_is_checked(thread, reader, say, monkeypatch, anna, ben):
    monkeypatch.setattr(limits, "CHECK_INTERVAL", 0.001)
    page = reader(anna, thread)
    for _ in range(10):
        say(thread, ben)
    assert [page.receive()["revision"] for _ in range(10)] == list(range(4, 14))
