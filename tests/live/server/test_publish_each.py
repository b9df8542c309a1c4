"""Events for many topics of one kind: rendered at once for those that have subscribers."""

import asyncio
import json

import pytest

from live import topics
from live.hub import Hub
from tests.live.server.test_hub import AGAIN, FakeClient

EVENT = {"to": "bell", "each": [1, 2, 3]}


class Renderer:
    """A `render_frames` that records its calls."""

    def __init__(self, without=()):
        self.calls, self.without = [], without

    async def __call__(self, topics, event):
        self.calls.append((topics, event))
        return {one: None if one in self.without else {"for": one} for one in topics}


def encoded(topic):
    return json.dumps({"for": topic}, separators=(",", ":"))


def frames_of(render, event, *topics):
    """What a client of each of these topics gets of the event, and of one for "thread.9" after it."""

    async def run():
        hub, clients = Hub(render), [FakeClient() for _ in topics]
        for client, topic in zip(clients, topics, strict=True):
            hub.subscribe(client.socket, topic).authorise("", None)
        await hub.on_event(dict(event))
        await hub.on_event({"to": "thread.9", "revision": 1})
        return [client.got for client in clients]

    return asyncio.run(run())


def test_each_topic_gets_its_own_frame_and_all_are_rendered_at_once():
    render = Renderer()
    assert frames_of(render, EVENT, "bell.1", "bell.2", "bell.3") == [
        [encoded(f"bell.{n}")] for n in (1, 2, 3)
    ]
    assert render.calls == [(["bell.1", "bell.2", "bell.3"], {})]


def test_all_clients_of_a_topic_share_one_rendering():
    render = Renderer()
    assert frames_of(render, EVENT, *["bell.2"] * 5) == [[encoded("bell.2")]] * 5
    assert render.calls == [(["bell.2"], {})]


def test_only_topics_with_subscribers_are_rendered():
    render = Renderer()
    clients = frames_of(render, EVENT, "bell.3", "bell.4", "thread.1", "bell", "bell.11")
    assert clients == [[encoded("bell.3")], [], [], [], []]
    assert render.calls == [(["bell.3"], {})]


@pytest.mark.parametrize("each", [[1, 2, 3], []])
def test_topics_without_subscribers_are_not_rendered(each):
    render = Renderer()
    assert frames_of(render, EVENT | {"each": each}, "bell.4") == [[]]
    assert render.calls == []


def test_the_event_is_given_without_its_topics():
    render = Renderer()
    frames_of(render, EVENT | {"number": 7}, "bell.1")
    assert render.calls == [(["bell.1"], {"number": 7})]


def test_a_topic_without_a_frame_gets_nothing():
    assert frames_of(Renderer(without={"bell.2"}), EVENT, "bell.1", "bell.2") == [[encoded("bell.1")], []]


def test_when_rendering_fails_all_subscribers_request_again_and_the_next_event_arrives(events):
    class FailsOnce(Renderer):
        async def __call__(self, topics, event):
            rendered = await super().__call__(topics, event)
            if len(self.calls) == 1:
                raise RuntimeError
            return rendered

    render = FailsOnce()
    clients = frames_of(render, EVENT, "bell.1", "bell.2", "bell.4", "thread.9")
    assert clients == [[AGAIN], [AGAIN], [], [encoded("thread.9")]]
    assert events() == ["render_failed"]


def test_a_subscription_buffers_until_it_is_authorised():
    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        subscription = hub.subscribe(client.socket, "bell.1")
        await hub.on_event(dict(EVENT))
        before = list(client.got)
        subscription.authorise("", {"unread": 0})
        return before, client.got

    assert asyncio.run(run()) == ([], ['{"unread":0}', encoded("bell.1")])


def test_a_kind_renders_all_its_topics_by_their_ids(monkeypatch):
    asked = []

    def render(ids, event):
        asked.append((ids, event))
        return {pk: {"pk": pk} for pk in ids if pk != 8}

    monkeypatch.setitem(topics.kinds, "drawer", topics.TopicKind(None, render))
    frames = topics.render_frames(["drawer.7", "drawer.8", "drawer.12"], {"a": 1})
    assert frames == {"drawer.7": {"pk": 7}, "drawer.12": {"pk": 12}}
    assert asked == [([7, 8, 12], {"a": 1})]
