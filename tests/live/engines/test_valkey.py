"""The bus by Valkey: the same frames in the same order, rights that end before what comes after, and what if it is away."""

import asyncio

import pytest
from django.db import transaction
from django.test import override_settings

from caching.servers.valkey import gate_for
from config.asgi import live_server
from live import bus
from live import valkey as engine
from tests.support.server.live_clients import PATIENCE, is_at
from tests.tools.processes.real import until

pytestmark = pytest.mark.usefixtures("by_valkey")


def in_loop(coroutine):
    """Its outcome, in the event loop of the server."""
    return asyncio.run_coroutine_threadsafe(coroutine, live_server.listener.task.get_loop()).result(PATIENCE)


@pytest.fixture
def by_valkey(site, valkey, monkeypatch, log):
    """The server of this process subscribes at Valkey, and what the test writes is published there."""
    monkeypatch.setattr(engine, "gate", gate_for("bus"))
    monkeypatch.setattr(engine.limits, "SUBSCRIBE_DELAY", 0.1)
    subscriber = engine.Subscriber(live_server.on_payloads, live_server.hub.ask_again)

    async def start():
        subscriber.start()

    until(lambda: live_server.listener.task)
    with override_settings(BUS_URL=valkey.url):
        in_loop(start())
        log.wait_for("subscribed")
        yield
        in_loop(subscriber.stop())
        engine.get_client().close()
        engine.get_client.cache_clear()


@pytest.fixture
def notified(monkeypatch):
    """The events that this process has sent by NOTIFY."""
    sent, send = [], bus.send_notify
    monkeypatch.setattr(bus, "send_notify", lambda **event: sent.append(event) or send(**event))
    return sent


def test_replies_arrive_in_order_and_without_notify(thread, reader, say, notified, anna, ben):
    page = reader(anna, thread)
    for _ in range(5):
        say(thread, ben)
    assert [frame["revision"] for frame in page.receive_until(is_at(8))] == [4, 5, 6, 7, 8]
    assert notified == []


def test_what_is_rolled_back_is_not_published(thread, reader, say, anna, ben):
    page = reader(anna, thread)
    with transaction.atomic():
        say(thread, ben, "Nie geschehen.")
        transaction.set_rollback(True)
    say(thread, ben)
    assert page.receive()["revision"] == 4


def test_who_was_removed_before_a_reply_does_not_get_it_however_late_the_removal_is_heard(
    thread, reader, say, member, monkeypatch, anna, ben
):
    page, bens_client = reader(anna, thread), reader(ben, thread)
    go, handle = asyncio.Event(), live_server.listener.on_event

    async def hold(event):
        if "end" in event:
            await go.wait()
        await handle(event)

    monkeypatch.setattr(live_server.listener, "on_event", hold)
    member(anna).end()
    say(thread, ben, "Nicht für Anna.")
    # Valkey has brought the reply, which waits for what PostgreSQL has still to say.
    until(lambda: live_server.listener.echo and not live_server.listener.echo.done())
    live_server.listener.task.get_loop().call_soon_threadsafe(go.set)
    assert page.receive() == {"gone": f"thread.{thread.pk}"}
    assert bens_client.receive()["revision"] == 4
    assert page.subscribe(thread, revision=0) == {"gone": f"thread.{thread.pk}"}


def test_an_event_that_got_lost_comes_with_the_next(thread, reader, say, monkeypatch, anna, ben):
    page = reader(anna, thread)
    with monkeypatch.context() as died:
        # As if the process had died between commit and publishing.
        died.setattr(bus, "send_after_commit", lambda _: None)
        say(thread, ben, "Ungehört.")
    say(thread, ben)
    frames = page.receive_until(is_at(5))
    assert [[post["number"] for post in frame["posts"]] for frame in frames] == [[4], [5]]


@pytest.mark.parametrize("way", ["stop", "freeze"])
def test_without_valkey_replies_arrive_by_notify_and_it_comes_back(
    thread, reader, say, valkey, notified, events, monkeypatch, anna, ben, way
):
    page = reader(anna, thread)
    getattr(valkey, way)()
    for _ in range(2):
        say(thread, ben)
    assert page.receive_until(lambda frame: frame.get("revision") == 5)
    assert [event["revision"] for event in notified if "revision" in event] == [4, 5]
    assert events().count("valkey_lost") == 1
    if way == "stop":
        until(lambda: "subscription_lost" in events())
        before = events().count("subscribed")
        valkey.start()
        until(lambda: events().count("subscribed") > before)
    else:
        valkey.thaw()
    monkeypatch.setattr(engine.gate, "closed_until", 0)
    say(thread, ben)
    assert page.receive_until(lambda frame: frame.get("revision") == 6)
    assert events().count("valkey_back") == 1
    assert len([event for event in notified if "revision" in event]) == 2


def test_what_is_no_event_is_logged_and_stops_nothing(thread, reader, say, log, anna, ben):
    page = reader(anna, thread)
    for payload in ("kein JSON", "[]", "{}", '{"to": ["thread.1"]}'):
        engine.publish_payload(payload)
        assert log.wait_for("event_failed").levelname == "ERROR"
    say(thread, ben)
    assert page.receive()["revision"] == 4
