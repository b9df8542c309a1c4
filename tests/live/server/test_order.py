"""Events of a topic that overtake each other, get lost or come twice: what the hub renders, and for whom."""

import asyncio

from live import limits
from live.hub import Hub
from live.order import Order
from tests.live.server.test_hub import AGAIN, FakeClient, Renderer, encoded


def frames_after(*revisions, reached=3):
    """What a client gets that has everything up to `reached`."""

    async def run():
        hub, client = Hub(Renderer()), FakeClient()
        hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        assert hub.order.is_current("thread.7", None, {"revision": reached})
        for revision in revisions:
            await hub.on_event({"to": "thread.7", "revision": revision})
        return client.got

    return asyncio.run(run())


def test_what_is_overtaken_or_lost_comes_with_the_next_event_and_once():
    assert frames_after(5, 4, 6) == [encoded(4), encoded(5), encoded(6)]
    assert frames_after(4, 4, 7, 3) == [encoded(4), encoded(5), encoded(6), encoded(7)]


def test_after_a_large_gap_clients_ask_for_what_they_lack():
    last = 4 + limits.MAX_GAP
    assert frames_after(last, last + 1) == [AGAIN, encoded(last + 1)]


def test_two_engines_at_once_render_one_event_after_the_other():
    async def run():
        free = asyncio.Event()

        class Slow(Renderer):
            async def __call__(self, topics, event):
                await free.wait()
                return await super().__call__(topics, event)

        hub, client = Hub(Slow()), FakeClient()
        hub.subscribe(client.socket, "thread.7").authorise("group.1", None)
        hub.order.is_current("thread.7", None, {"revision": 3})
        events = [asyncio.create_task(hub.on_event({"to": "thread.7", "revision": n})) for n in (5, 6)]
        await asyncio.sleep(0)
        free.set()
        await asyncio.gather(*events)
        return client.got

    assert asyncio.run(run()) == [encoded(4), encoded(5), encoded(6)]


def test_an_answer_that_an_event_has_overtaken_is_asked_for_again():
    order = Order()
    assert order.find_due("thread.7", {"revision": 5}) == [{"revision": 5}]
    assert not order.is_current("thread.7", None, {"revision": 4})
    assert order.is_current("thread.7", None, {"revision": 5})
    # Who began to buffer at 5 has all that came since then.
    order.find_due("thread.7", {"revision": 6})
    assert order.is_current("thread.7", 5, {"revision": 5})
    order.forget("thread.7")
    assert order.is_current("thread.7", None, {"revision": 4})
    assert order.is_current("bell.1", None, {"bell": 1})
