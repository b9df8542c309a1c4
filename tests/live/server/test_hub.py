"""Who hears what inside one process: no server and no database, only messages and the sockets they go to."""

import asyncio
import json

import pytest

from live import connection as sockets
from live.connection import Socket
from live.hub import Hub

AGAIN = '{"again":true}'
RING = {"to": "thread.7", "revision": 4}


class Taker:
    """A window that takes everything at once, or nothing ever; `let_go` is set when it is let go."""

    def __init__(self, *, takes=True):
        self.takes, self.got, self.let_go = takes, [], asyncio.Event()
        self.socket = Socket(self.write, self.let_go.set)

    async def write(self, message):
        if not self.takes:
            await asyncio.Event().wait()
        self.got.append(message.get("text") or message["code"])


class Shown:
    """What turns an event into a frame; counts."""

    def __init__(self):
        self.calls = []

    async def __call__(self, audiences, event):
        self.calls.append((audiences, event))
        return dict.fromkeys(audiences, {"revision": event["revision"]} if event["revision"] else None)


def told(revision):
    return json.dumps({"revision": revision}, separators=(",", ":"))


def test_one_event_is_rendered_once_for_all_windows():
    async def ring():
        hub, takers = Hub(Shown()), [Taker() for _ in range(50)]
        for taker in takers:
            hub.sit(taker.socket, "thread.7").open("group.1", None)
        await hub.hear(dict(RING))
        return hub.show.calls, [taker.got for taker in takers]

    assert asyncio.run(ring()) == ([(["thread.7"], {"revision": 4})], [[told(4)]] * 50)


def test_an_event_that_nobody_would_hear_is_not_rendered():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        hub.sit(taker.socket, "thread.8").open("group.1", None)
        await hub.hear(dict(RING))
        hub.leave(taker.socket)
        await hub.hear(dict(RING) | {"to": "thread.8"})
        return hub.show.calls, taker.got

    assert asyncio.run(ring()) == ([], [])


def test_an_event_that_shows_nothing_is_told_to_nobody():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        hub.sit(taker.socket, "thread.7").open("group.1", None)
        await hub.hear({"to": "thread.7", "revision": 0})
        await hub.hear(dict(RING))
        return taker.got

    assert asyncio.run(ring()) == [told(4)]


def test_when_rendering_fails_windows_ask_again(events):
    async def ring():
        async def fail(audiences, event):
            raise RuntimeError

        hub, taker = Hub(fail), Taker()
        hub.sit(taker.socket, "thread.7").open("group.1", None)
        await hub.hear(dict(RING))
        return taker.got

    assert asyncio.run(ring()) == [AGAIN]
    assert events() == ["ring_failed"]


def test_who_takes_nothing_is_let_go_and_the_others_hear_at_once(monkeypatch, events):
    monkeypatch.setattr(sockets, "SECONDS_TO_TAKE", 0.01)

    async def ring():
        hub, slow, others = Hub(Shown()), Taker(takes=False), [Taker(), Taker()]
        for taker in (others[0], slow, others[1]):
            hub.sit(taker.socket, "thread.7").open("group.1", None)
        await hub.hear(dict(RING))
        await hub.hear({"to": "thread.7", "revision": 5})
        at_once = [list(taker.got) for taker in others]
        await asyncio.wait_for(slow.let_go.wait(), 5)
        await hub.hear({"to": "thread.7", "revision": 6})
        return at_once, slow.socket.closed, list(slow.socket.waiting)

    assert asyncio.run(ring()) == ([[told(4), told(5)]] * 2, True, [])
    assert events() == ["socket_slow"]


def test_what_comes_before_the_door_opens_is_kept_and_comes_after_what_was_missed():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        seat = hub.sit(taker.socket, "thread.7")
        await hub.hear(dict(RING))
        await hub.hear({"to": "thread.7", "revision": 5})
        before = list(taker.got)
        seat.open("group.1", {"revision": 3})
        await hub.hear({"to": "thread.7", "revision": 6})
        return before, taker.got

    assert asyncio.run(ring()) == ([], [told(n) for n in (3, 4, 5, 6)])


def test_what_comes_before_a_door_that_stays_closed_is_dropped():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        seat = hub.sit(taker.socket, "thread.7")
        await hub.hear(dict(RING))
        hub.stand_up(seat)
        await hub.hear({"to": "thread.7", "revision": 5})
        return taker.got, hub.audiences, taker.socket.seats

    assert asyncio.run(ring()) == ([], {}, {})


def test_a_new_seat_takes_the_place_of_the_former_one():
    async def ring():
        hub, taker = Hub(Shown()), Taker()
        former = hub.sit(taker.socket, "thread.7")
        former.open("group.1", None)
        hub.sit(taker.socket, "thread.7").open("group.1", None)
        hub.stand_up(former)
        await hub.hear(dict(RING))
        return taker.got

    assert asyncio.run(ring()) == [told(4)]


def test_a_right_that_ends_takes_the_seats_that_hang_on_it():
    async def end():
        hub, anna, ben = Hub(Shown()), Taker(), Taker()
        for taker, user in ((anna, "user.1"), (ben, "user.2")):
            hub.sit(taker.socket, user).open("", None)
            for audience, guard in (
                ("thread.7", "group.1"),
                ("thread.8", "group.1"),
                ("thread.9", "group.2"),
            ):
                hub.sit(taker.socket, audience).open(guard, None)
        await hub.hear({"to": "user.1", "end": "group.1"})
        for audience in ("thread.7", "thread.8", "thread.9"):
            await hub.hear({"to": audience, "revision": int(audience[-1])})
        return hub.ends, anna.got, ben.got, set(anna.socket.seats)

    gone = [f'{{"gone":"thread.{n}"}}' for n in (7, 8)]
    everything = [told(n) for n in (7, 8, 9)]
    assert asyncio.run(end()) == (1, [*gone, told(9)], everything, {"user.1", "thread.9"})


def test_a_session_that_ends_closes_its_windows_and_they_hear_no_more():
    async def end():
        hub, taker, other = Hub(Shown()), Taker(), Taker()
        for one, session in ((taker, "session.a"), (other, "session.b")):
            hub.sit(one.socket, session).open("", None)
            hub.sit(one.socket, "thread.7").open("group.1", None)
        await hub.hear({"to": "session.a", "end": ""})
        await hub.hear(dict(RING))
        return taker.got, other.got

    assert asyncio.run(end()) == ([4000], [told(4)])


def test_a_window_that_leaves_leaves_nothing_behind():
    async def leave():
        hub, taker = Hub(Shown()), Taker()
        for audience in ("user.1", "session.a", "thread.7", "thread.8"):
            hub.sit(taker.socket, audience)
        hub.leave(taker.socket)
        hub.leave(taker.socket)
        await hub.hear(dict(RING))
        return hub.audiences, taker.socket.seats, hub.seats("thread.7")

    assert asyncio.run(leave()) == ({}, {}, [])


@pytest.mark.parametrize("takes", [True, False])
def test_when_nobody_listens_all_windows_are_closed(takes, monkeypatch):
    monkeypatch.setattr(sockets, "SECONDS_TO_TAKE", 0.01)

    async def close():
        hub, takers = Hub(Shown()), [Taker(takes=takes) for _ in range(3)]
        for taker in takers:
            hub.sit(taker.socket, "user.1").open("", None)
            hub.sit(taker.socket, "thread.7")
        hub.close_all(1012)
        for taker in takers if not takes else []:
            await asyncio.wait_for(taker.let_go.wait(), 5)
        return [taker.got for taker in takers], [taker.socket.closed for taker in takers]

    assert asyncio.run(close()) == ([[1012] if takes else []] * 3, [True] * 3)
