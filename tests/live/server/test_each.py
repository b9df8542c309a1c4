"""Events for many audiences of one kind: rendered in one go for those that somebody listens to."""

import asyncio
import json

import pytest

from live import audiences
from live.hub import Hub
from tests.live.server.test_hub import AGAIN, Taker

RING = {"to": "bell", "each": [1, 2, 3]}


class Shown:
    """What turns an event into a frame for each audience; counts."""

    def __init__(self, without=()):
        self.calls, self.without = [], without

    async def __call__(self, audiences, event):
        self.calls.append((audiences, event))
        return {one: None if one in self.without else {"for": one} for one in audiences}


def told(audience):
    return json.dumps({"for": audience}, separators=(",", ":"))


def heard(show, event, *seats):
    """What a window in each of these audiences is told of the event, and of a "thread.9" after it."""

    async def ring():
        hub, takers = Hub(show), [Taker() for _ in seats]
        for taker, audience in zip(takers, seats, strict=True):
            hub.sit(taker.socket, audience).open("", None)
        await hub.hear(dict(event))
        await hub.hear({"to": "thread.9", "revision": 1})
        return [taker.got for taker in takers]

    return asyncio.run(ring())


def test_each_audience_is_told_its_own_and_all_are_rendered_at_once():
    show = Shown()
    assert heard(show, RING, "bell.1", "bell.2", "bell.3") == [[told(f"bell.{n}")] for n in (1, 2, 3)]
    assert show.calls == [(["bell.1", "bell.2", "bell.3"], {})]


def test_all_windows_of_an_audience_are_told_by_one_rendering():
    show = Shown()
    assert heard(show, RING, *["bell.2"] * 5) == [[told("bell.2")]] * 5
    assert show.calls == [(["bell.2"], {})]


def test_only_those_are_rendered_to_whom_somebody_listens():
    show = Shown()
    windows = heard(show, RING, "bell.3", "bell.4", "thread.1", "bell", "bell.11")
    assert windows == [[told("bell.3")], [], [], [], []]
    assert show.calls == [(["bell.3"], {})]


@pytest.mark.parametrize("each", [[1, 2, 3], []])
def test_what_nobody_listens_to_is_not_rendered(each):
    show = Shown()
    assert heard(show, RING | {"each": each}, "bell.4") == [[]]
    assert show.calls == []


def test_the_event_is_given_without_its_audiences():
    show = Shown()
    heard(show, RING | {"number": 7}, "bell.1")
    assert show.calls == [(["bell.1"], {"number": 7})]


def test_an_audience_without_a_frame_is_told_nothing():
    assert heard(Shown(without={"bell.2"}), RING, "bell.1", "bell.2") == [[told("bell.1")], []]


def test_when_rendering_fails_all_who_listen_ask_again_and_the_next_event_is_heard(events):
    class FailsOnce(Shown):
        async def __call__(self, audiences, event):
            shown = await super().__call__(audiences, event)
            if len(self.calls) == 1:
                raise RuntimeError
            return shown

    show = FailsOnce()
    windows = heard(show, RING, "bell.1", "bell.2", "bell.4", "thread.9")
    assert windows == [[AGAIN], [AGAIN], [], [told("thread.9")]]
    assert events() == ["ring_failed"]


def test_a_seat_that_is_not_open_yet_keeps_what_it_hears():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        seat = hub.sit(taker.socket, "bell.1")
        await hub.hear(dict(RING))
        before = list(taker.got)
        seat.open("", {"unread": 0})
        return before, taker.got

    assert asyncio.run(ring()) == ([], ['{"unread":0}', told("bell.1")])


def test_one_kind_shows_all_its_audiences_by_their_ids(monkeypatch):
    asked = []

    def show(ids, event):
        asked.append((ids, event))
        return {pk: {"pk": pk} for pk in ids if pk != 8}

    monkeypatch.setitem(audiences.kinds, "drawer", audiences.Kind(None, show))
    frames = audiences.show(["drawer.7", "drawer.8", "drawer.12"], {"a": 1})
    assert frames == {"drawer.7": {"pk": 7}, "drawer.12": {"pk": 12}}
    assert asked == [([7, 8, 12], {"a": 1})]
