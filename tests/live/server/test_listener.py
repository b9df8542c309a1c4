"""The one connection that hears the database: when it breaks, every window comes back and catches up."""

import pytest
from django.db import connection, connections

from config.asgi import station
from forum.models import Thread
from live import listener
from live.bus import publish
from tests.support.server.windows import is_at
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


def test_when_the_connection_breaks_all_windows_come_back_and_catch_up(
    thread, reader, window, signed_in, say, log, anna, ben
):
    browser = signed_in(anna)
    pages = [reader(ben, thread), window(browser), window(browser)]
    until(lambda: len(station.hub.seats(f"user.{anna.pk}")) == 2)
    assert terminate() == [(True,)]
    say(thread, ben, "Das hört niemand.")
    assert [page.closing() for page in pages] == [RESTART] * 3
    assert log.wait_for("listener_lost").levelname == "WARNING"
    again = window(browser)
    assert [post["number"] for post in again.show(thread)["posts"]] == [4]
    say(thread, ben)
    again.hear_until(is_at(5))


def test_while_nobody_listens_a_window_is_sent_away(
    thread, reader, window, signed_in, log, monkeypatch, anna, ben
):
    browser, name = signed_in(anna), connections.settings["default"]["NAME"]
    page = reader(ben, thread)
    monkeypatch.setattr(listener, "PATIENCE", 0.2)
    monkeypatch.setitem(connections.settings["default"], "NAME", "gibt-es-nicht")
    terminate()
    assert page.closing() == RESTART
    for _ in range(3):
        assert window(browser).closing() == TRY_LATER
        assert log.wait_for("socket_refused").reason == "deaf"
    monkeypatch.setattr(listener, "PATIENCE", 3)
    monkeypatch.setitem(connections.settings["default"], "NAME", name)
    assert window(browser).show(thread)["revision"] == 3


def test_a_window_that_asks_right_after_a_vain_attempt_is_not_forgotten(
    thread, reader, window, signed_in, log, monkeypatch, anna, ben
):
    browser, name = signed_in(anna), connections.settings["default"]["NAME"]
    monkeypatch.setattr(listener, "PAUSES", (0.3, 60))
    page = reader(ben, thread)
    monkeypatch.setitem(connections.settings["default"], "NAME", "gibt-es-nicht")
    terminate()
    assert page.closing() == RESTART
    for _ in range(2):
        log.wait_for("listener_lost")
    monkeypatch.setitem(connections.settings["default"], "NAME", name)
    assert window(browser).show(thread)["revision"] == 3


def test_an_event_that_nobody_understands_silences_no_other(thread, reader, say, log, events, anna, ben):
    page = reader(anna, thread)
    for payload in ("kein JSON", "", "[]", "7", "null", "{}", '{"revision": 4}', '{"to": ["thread.1"]}'):
        notify(payload)
        assert log.wait_for("event_failed").levelname == "ERROR"
    publish(f"thread.{thread.pk}")
    assert page.hear() == {"again": True}
    assert log.wait_for("ring_failed").exc_info
    failed = len(events())
    for audience in ("thread.999999", "unknown.1", "user.999999", ""):
        publish(audience, revision=1)
        publish(audience, end="")
    say(thread, ben)
    assert page.hear()["revision"] == 4
    Thread.objects.filter(pk=thread.pk).delete()
    thread.ring()
    assert page.show(thread) == {"gone": f"thread.{thread.pk}"}
    assert events()[failed:] == []


def test_nothing_is_lost_while_the_connection_is_checked(thread, reader, say, monkeypatch, anna, ben):
    monkeypatch.setattr(listener, "CHECK_EVERY", 0.001)
    page = reader(anna, thread)
    for _ in range(10):
        say(thread, ben)
    assert [page.hear()["revision"] for _ in range(10)] == list(range(4, 14))
