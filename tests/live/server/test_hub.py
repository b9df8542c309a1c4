"""The hub alone: which frames go to which sockets, without server and database."""

import asyncio
import json

import pytest

from live import limits
from live.connection import Socket
from live.hub import Hub

AGAIN = '{"again":true}'
EVENT = {"to": "thread.7", "revision": 4}


class FakeClient:
    """A client that takes everything at once, or nothing ever; `aborted` is set when it is cut off."""

    def __init__(self, *, takes=True):
        self.takes, self.got, self.aborted = takes, [], asyncio.Event()
        self.socket = Socket(self.write, self.aborted.set)

    async def write(self, message):
        if not self.takes:
            await asyncio.Event().wait()
        self.got.append(message.get("text") or message["code"])


class Renderer:
    """A `render_frames` that records its calls."""

    def __init__(self):
        self.calls = []

    async def __call__(self, topics, event):
        self.calls.append((topics, event))
        return dict.fromkeys(topics, {"revision": event["revision"]} if event["revision"] else None)


def encoded(revision):
    return json.dumps({"revision": revision}, separators=(",", ":"))


def test_an_event_is_rendered_once_for_all_clients():
    async def run():
        hub, clients = Hub(Renderer()), [FakeClient() for _ in range(50)]
        for client in clients:
            hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        await hub.on_event(dict(EVENT))
        return hub.render_frames.calls, [client.got for client in clients]

    assert asyncio.run(run()) == ([(["thread.7"], {"revision": 4})], [[encoded(4)]] * 50)


def test_an_event_without_subscribers_is_not_rendered():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        hub.subscribe(client.socket, "thread.8").authorise("group.1", None)
        await hub.on_event(dict(EVENT))
        hub.remove_socket(client.socket)
        await hub.on_event(dict(EVENT) | {"to": "thread.8"})
        return hub.render_frames.calls, client.got

    assert asyncio.run(run()) == ([], [])


def test_an_event_without_a_frame_is_sent_to_nobody():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        await hub.on_event({"to": "thread.7", "revision": 0})
        await hub.on_event(EVENT | {"revision": 1})
        return client.got

    assert asyncio.run(run()) == [encoded(1)]


def test_when_rendering_fails_clients_are_asked_to_request_again(events):
    async def run():
        async def fail(topics, event):
            raise RuntimeError

        hub, client = Hub(fail), FakeClient()
        hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        await hub.on_event(dict(EVENT))
        return client.got

    assert asyncio.run(run()) == [AGAIN]
    assert events() == ["render_failed"]


def test_a_client_that_takes_nothing_is_cut_off_and_the_others_are_not_delayed(monkeypatch, events):
    monkeypatch.setattr(limits, "SEND_TIMEOUT", 0.01)

    async def run():
        hub, slow, others = Hub(Renderer()), FakeClient(takes=False), [FakeClient(), FakeClient()]
        for client in (others[0], slow, others[1]):
            hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        await hub.on_event(dict(EVENT))
        await hub.on_event({"to": "thread.7", "revision": 5})
        at_once = [list(client.got) for client in others]
        await asyncio.wait_for(slow.aborted.wait(), 5)
        await hub.on_event({"to": "thread.7", "revision": 6})
        return at_once, slow.socket.closed, list(slow.socket.queue)

    assert asyncio.run(run()) == ([[encoded(4), encoded(5)]] * 2, True, [])
    assert events() == ["socket_slow"]


def test_frames_before_the_authorisation_are_buffered_and_follow_what_was_missed():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        subscription = hub.subscribe(client.socket, "thread.7")
        await hub.on_event(dict(EVENT))
        await hub.on_event({"to": "thread.7", "revision": 5})
        before = list(client.got)
        subscription.authorise("group.1", {"revision": 3})
        await hub.on_event({"to": "thread.7", "revision": 6})
        return before, client.got

    assert asyncio.run(run()) == ([], [encoded(n) for n in (3, 4, 5, 6)])


def test_frames_before_a_refusal_are_dropped():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        subscription = hub.subscribe(client.socket, "thread.7")
        await hub.on_event(dict(EVENT))
        hub.unsubscribe(subscription)
        await hub.on_event({"to": "thread.7", "revision": 5})
        return client.got, hub.topics, client.socket.subscriptions

    assert asyncio.run(run()) == ([], {}, {})


def test_a_new_subscription_replaces_the_former_one():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        former = hub.subscribe(client.socket, "thread.7")
        former.authorise("group.1", None)
        hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        hub.unsubscribe(former)
        await hub.on_event(dict(EVENT))
        return client.got

    assert asyncio.run(run()) == [encoded(4)]


def test_a_membership_that_ends_ends_the_subscriptions_that_require_it():
    async def end():
        hub, anna, ben = Hub(Renderer()), FakeClient(), FakeClient()
        for client, user in ((anna, "user.1"), (ben, "user.2")):
            hub.subscribe(client.socket, user).authorise("", None)
            for topic, membership in (
                ("thread.7", "group.1"),
                ("thread.8", "group.1"),
                ("thread.9", "group.2"),
            ):
                hub.subscribe(client.socket, topic).authorise(membership, None)
        await hub.on_event({"to": "user.1", "end": "group.1"})
        for topic in ("thread.7", "thread.8", "thread.9"):
            await hub.on_event({"to": topic, "revision": int(topic[-1])})
        return hub.revocations, anna.got, ben.got, set(anna.socket.subscriptions)

    gone = [f'{{"gone":"thread.{n}"}}' for n in (7, 8)]
    everything = [encoded(n) for n in (7, 8, 9)]
    assert asyncio.run(end()) == (1, [*gone, encoded(9)], everything, {"user.1", "thread.9"})


def test_a_session_that_ends_closes_its_sockets():
    async def end():
        hub, client, other = Hub(Renderer()), FakeClient(), FakeClient()
        for one, session in ((client, "session.a"), (other, "session.b")):
            hub.subscribe(one.socket, session).authorise("", None)
            hub.subscribe(one.socket, "thread.7").authorise("group.1", None)
        await hub.on_event({"to": "session.a", "end": ""})
        await hub.on_event(dict(EVENT))
        return client.got, other.got

    assert asyncio.run(end()) == ([4000], [encoded(4)])


def test_a_removed_socket_leaves_no_subscription():
    async def leave():
        hub, client = Hub(Renderer()), FakeClient()
        for topic in ("user.1", "session.a", "thread.7", "thread.8"):
            hub.subscribe(client.socket, topic)
        hub.remove_socket(client.socket)
        hub.remove_socket(client.socket)
        await hub.on_event(dict(EVENT))
        return hub.topics, client.socket.subscriptions, hub.subscriptions("thread.7")

    assert asyncio.run(leave()) == ({}, {}, [])


@pytest.mark.parametrize("takes", [True, False])
def test_when_the_listener_is_lost_all_sockets_are_closed(takes, monkeypatch):
    monkeypatch.setattr(limits, "SEND_TIMEOUT", 0.01)

    async def close():
        hub, clients = Hub(Renderer()), [FakeClient(takes=takes) for _ in range(3)]
        for client in clients:
            hub.subscribe(client.socket, "user.1").authorise("", None)
            hub.subscribe(client.socket, "thread.7")
        hub.close_all_sockets(1012)
        for client in clients if not takes else []:
            await asyncio.wait_for(client.aborted.wait(), 5)
        return [client.got for client in clients], [client.socket.closed for client in clients]

    assert asyncio.run(close()) == ([[1012] if takes else []] * 3, [True] * 3)
