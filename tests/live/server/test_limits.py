"""What is too long, too broken, too often or too much closes the window that does it, and no other."""

import json
from contextlib import suppress
from socket import SHUT_RDWR

import pytest
from websockets.exceptions import ConnectionClosed

from config.asgi import station
from live import audiences, consumer
from live import connection as sockets
from live.bus import publish
from live.consumer import FRAMES, WINDOWS
from tests.support.server.windows import NO_CODE, PATIENCE
from tests.tools.processes.real import until
from tools.serve import OPTIONS

pytestmark = pytest.mark.usefixtures("site")

LONGEST = OPTIONS["ws_max_size"]
# Of a text that goes on: FIN is not set.
PARTS = [b"\x01\x82\0\0\0\0[[", *[b"\x00\xfe\x01\x00\0\0\0\0" + b"[" * 256] * 4]
BROKEN = {
    "too long": (lambda page: page.say(" " * (LONGEST + 1)), 1009, "too_long"),
    "much too long": (lambda page: page.say(" " * 20 * LONGEST), 1009, "too_long"),
    "too long in parts": (lambda page: raw(page, b"".join(PARTS)), 1009, "too_long"),
    "too long by its own word": (lambda page: raw(page, b"\x81\xff\x7f" + b"\xff" * 7), 1009, "too_long"),
    "no UTF-8": (lambda page: page.connection.send(b'{"thread": "\xff"}', text=True), 1007, "broken"),
    "an unknown opcode": (lambda page: raw(page, b"\x83\x80\0\0\0\0"), 1002, "broken"),
    "without a mask": (lambda page: raw(page, b"\x81\x02{}"), 1002, "broken"),
    "a bit that means nothing": (lambda page: raw(page, b"\xc1\x80\0\0\0\0"), 1002, "broken"),
    "a continuation of nothing": (lambda page: raw(page, b"\x80\x80\0\0\0\0"), 1002, "broken"),
}


def raw(page, data):
    page.connection.socket.sendall(data)


def send(page, act):
    """The server may have closed before everything is sent."""
    with suppress(ConnectionClosed, OSError):
        act(page)


def test_what_is_no_frame_closes_the_window(window, signed_in, reader, say, thread, log, anna, ben):
    browser, ben_hears, found = signed_in(anna), reader(ben, thread), {}
    for what, (act, _, _) in BROKEN.items():
        page = window(browser)
        page.show(thread)
        send(page, act)
        code = page.closing()
        record = log.wait_for("socket_refused")
        found[what] = (code, record.reason, record.user)
    assert found == {what: (code, reason, anna.pk) for what, (_, code, reason) in BROKEN.items()}
    say(thread, ben)
    assert ben_hears.hear()["revision"] == 4


def test_a_window_says_so_much_in_a_while_and_no_more(window, signed_in, thread, log, monkeypatch, anna):
    page = window(signed_in(anna))
    # So long ago that it does not count any more.
    monkeypatch.setattr(consumer, "SECONDS", 0)
    for _ in range(FRAMES + 1):
        assert page.connection.ping().wait(PATIENCE)
        page.say(json.dumps({"thread": thread.pk, "revision": 3}).ljust(LONGEST))
        assert page.hear() == {"thread": thread.pk, "revision": 3, "posts": []}
    monkeypatch.setattr(consumer, "SECONDS", 1000)
    page.say({"thread": thread.pk})
    assert page.closing() == 1008
    record = log.wait_for("socket_refused")
    assert (record.reason, record.user) == ("too_many_frames", anna.pk)


def test_a_flood_closes_its_window_and_the_others_hear_on(
    window, signed_in, reader, say, thread, log, events, anna, ben
):
    page, ben_hears = window(signed_in(anna)), reader(ben, thread)

    def flood(page):
        for _ in range(1000):
            page.say({"thread": thread.pk, "revision": 3})

    send(page, flood)
    say(thread, ben)
    assert ben_hears.hear()["revision"] == 4
    frames, code = page.hear_all()
    # Its answers, and perhaps the reply.
    assert (len(frames) - FRAMES in {0, 1}, code) == (True, 1008)
    assert log.wait_for("socket_refused").reason == "too_many_frames"
    assert ben_hears.show(thread)["revision"] == 4
    assert events().count("socket_refused") == 1
    until(lambda: not station.hub.seats(f"user.{anna.pk}"))


def test_a_person_has_so_many_windows_and_no_more(window, signed_in, reader, thread, log, anna, ben):
    browsers = [signed_in(anna), signed_in(anna)]
    pages = [window(browsers[n % 2]) for n in range(WINDOWS)]
    until(lambda: len(station.hub.seats(f"user.{anna.pk}")) == WINDOWS)
    assert window(browsers[0]).closing() == 1013
    record = log.wait_for("socket_refused")
    assert (record.reason, record.user) == ("too_many_windows", anna.pk)
    reader(ben, thread)
    pages[0].connection.close()
    # Without a word, as when a computer falls asleep or a cable is pulled.
    pages[1].connection.socket.shutdown(SHUT_RDWR)
    raw(pages[2], b"\x88\x80\0\0\0\0")
    until(lambda: len(station.hub.seats(f"user.{anna.pk}")) == WINDOWS - 3)
    assert window(browsers[1]).show(thread)["revision"] == 3


def test_who_takes_nothing_is_let_go_and_the_others_hear_on(
    window, signed_in, reader, thread, log, monkeypatch, anna, ben
):
    monkeypatch.setattr(sockets, "SECONDS_TO_TAKE", 0.6)
    ben_hears, slow = reader(ben, thread), window(signed_in(anna), max_queue=1)
    slow.show(thread)
    much = audiences.Kind(None, lambda ids, event: {ids[0]: event | {"much": "x" * 500_000}})
    monkeypatch.setitem(audiences.kinds, "thread", much)
    for revision in range(40):
        publish(f"thread.{thread.pk}", revision=revision)
        assert ben_hears.hear()["revision"] == revision
    log.wait_for("socket_slow")
    until(lambda: not station.hub.seats(f"user.{anna.pk}"))
    frames, code = slow.hear_all()
    assert [frame["revision"] for frame in frames] == list(range(len(frames)))
    assert (len(frames) < 40, code) == (True, NO_CODE)
