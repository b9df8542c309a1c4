"""Frames that are too long, broken or too many close the socket they come from, and no other."""

import json
from contextlib import suppress
from socket import SHUT_RDWR

import pytest
from websockets.exceptions import ConnectionClosed

from config.asgi import live_server
from live import limits, topics
from live.bus import publish_event
from live.limits import MAX_FRAMES, MAX_SOCKETS_PER_USER
from tests.support.server.live_clients import NO_CODE, PATIENCE
from tests.tools.processes.real import until
from tools.serve import OPTIONS

pytestmark = pytest.mark.usefixtures("site")

LONGEST = OPTIONS["ws_max_size"]
# Of a text that goes on: FIN is not set.
PARTS = [b"\x01\x82\0\0\0\0[[", *[b"\x00\xfe\x01\x00\0\0\0\0" + b"[" * 256] * 4]
BROKEN = {
    "too long": (lambda page: page.send(" " * (LONGEST + 1)), 1009, "too_long"),
    "much too long": (lambda page: page.send(" " * 20 * LONGEST), 1009, "too_long"),
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


def test_a_broken_frame_closes_its_socket(connect, signed_in, reader, say, thread, log, anna, ben):
    browser, bens_client, found = signed_in(anna), reader(ben, thread), {}
    for what, (act, _, _) in BROKEN.items():
        page = connect(browser)
        page.subscribe(thread)
        send(page, act)
        code = page.close_code()
        record = log.wait_for("socket_refused")
        found[what] = (code, record.reason, record.user)
    assert found == {what: (code, reason, anna.pk) for what, (_, code, reason) in BROKEN.items()}
    say(thread, ben)
    assert bens_client.receive()["revision"] == 4


def test_a_client_sends_a_limited_number_of_frames_in_a_period(
    connect, signed_in, thread, log, monkeypatch, anna
):
    page = connect(signed_in(anna))
    # So long ago that it does not count any more.
    monkeypatch.setattr(limits, "FRAMES_PERIOD", 0)
    for _ in range(MAX_FRAMES + 1):
        assert page.connection.ping().wait(PATIENCE)
        page.send(json.dumps({"thread": thread.pk, "revision": 3}).ljust(LONGEST))
        assert page.receive() == {"thread": thread.pk, "revision": 3, "posts": []}
    monkeypatch.setattr(limits, "FRAMES_PERIOD", 1000)
    page.send({"thread": thread.pk})
    assert page.close_code() == 1008
    record = log.wait_for("socket_refused")
    assert (record.reason, record.user) == ("too_many_frames", anna.pk)


def test_a_flood_closes_its_socket_and_no_other(
    connect, signed_in, reader, say, thread, log, events, anna, ben
):
    page, bens_client = connect(signed_in(anna)), reader(ben, thread)

    def flood(page):
        for _ in range(1000):
            page.send({"thread": thread.pk, "revision": 3})

    send(page, flood)
    say(thread, ben)
    assert bens_client.receive()["revision"] == 4
    frames, code = page.receive_all()
    # Its answers, and perhaps the reply.
    assert (len(frames) - MAX_FRAMES in {0, 1}, code) == (True, 1008)
    assert log.wait_for("socket_refused").reason == "too_many_frames"
    assert bens_client.subscribe(thread)["revision"] == 4
    assert events().count("socket_refused") == 1
    until(lambda: not live_server.hub.subscriptions(f"user.{anna.pk}"))


def test_a_user_has_a_limited_number_of_sockets(connect, signed_in, reader, thread, log, anna, ben):
    browsers = [signed_in(anna), signed_in(anna)]
    pages = [connect(browsers[n % 2]) for n in range(MAX_SOCKETS_PER_USER)]
    until(lambda: len(live_server.hub.subscriptions(f"user.{anna.pk}")) == MAX_SOCKETS_PER_USER)
    assert connect(browsers[0]).close_code() == 1013
    record = log.wait_for("socket_refused")
    assert (record.reason, record.user) == ("too_many_sockets", anna.pk)
    reader(ben, thread)
    pages[0].connection.close()
    # Without a word, as when a computer falls asleep or a cable is pulled.
    pages[1].connection.socket.shutdown(SHUT_RDWR)
    raw(pages[2], b"\x88\x80\0\0\0\0")
    until(lambda: len(live_server.hub.subscriptions(f"user.{anna.pk}")) == MAX_SOCKETS_PER_USER - 3)
    assert connect(browsers[1]).subscribe(thread)["revision"] == 3


def test_a_client_that_takes_nothing_is_cut_off_and_no_other(
    connect, signed_in, reader, thread, log, monkeypatch, anna, ben
):
    monkeypatch.setattr(limits, "SEND_TIMEOUT", 0.6)
    bens_client, slow = reader(ben, thread), connect(signed_in(anna), max_queue=1)
    slow.subscribe(thread)
    much = topics.TopicKind(None, lambda ids, event: {ids[0]: event | {"much": "x" * 500_000}})
    monkeypatch.setitem(topics.kinds, "thread", much)
    for revision in range(4, 44):
        publish_event(f"thread.{thread.pk}", revision=revision)
        assert bens_client.receive()["revision"] == revision
    log.wait_for("socket_slow")
    until(lambda: not live_server.hub.subscriptions(f"user.{anna.pk}"))
    frames, code = slow.receive_all()
    assert [frame["revision"] for frame in frames] == list(range(4, 4 + len(frames)))
    assert (len(frames) < 40, code) == (True, NO_CODE)
