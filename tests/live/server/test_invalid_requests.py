"""Frames that no page of ours sends close their socket with a reason, and no other."""

from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from live import topics
from live.topics import InvalidRequest, parse_request

BAD = {
    "nothing": "",
    "no JSON": "hallo",
    "half of it": '{"thread": 1',
    "a null": "null",
    "a number": "1",
    "a text": '"thread"',
    "a list": '[{"thread": 1}]',
    "an empty object": "{}",
    "no kind": '{"revision": 1, "page": 1}',
    "an unknown kind": '{"user": 1}',
    "an unknown kind that is an attribute": '{"__class__": 1}',
    "a negative number": '{"thread": -1}',
    "a number too large for the database": '{"thread": 2147483648}',
    "a huge number": f'{{"thread": 1{"0" * 900}}}',
    "a yes": '{"thread": true}',
    "a float": '{"thread": 1.0}',
    "a float that looks whole": '{"thread": 1e3}',
    "no number": '{"thread": NaN}',
    "infinity": '{"thread": Infinity}',
    "a number as text": '{"thread": "1"}',
    "a null as a number": '{"thread": null}',
    "a list as a number": '{"thread": [1]}',
    "a revision as text": '{"thread": 1, "revision": "3"}',
    "a negative page": '{"thread": 1, "page": -1}',
    "something else beside it": '{"thread": 1, "text": "hallo"}',
    "500 lists": "[" * 500 + "]" * 500,
    "500 lists as a number": '{"thread": ' + "[" * 500 + "]" * 500 + "}",
    "500 objects without an end": '{"a":' * 200,
    "half a character": '{"\\ud800": 1}',
    "a null character": "\0",
    "two requests": '{"thread": 1}\n{"thread": 1}',
}


@pytest.mark.parametrize("what", BAD)
def test_invalid_frames_are_refused(what):
    with pytest.raises(InvalidRequest):
        parse_request(BAD[what])


def test_a_request_names_one_kind(monkeypatch):
    monkeypatch.setitem(topics.kinds, "group", topics.kinds["thread"])
    with pytest.raises(InvalidRequest):
        parse_request('{"thread": 1, "group": 1}')
    assert parse_request('{"group": 1}')[0] == "group.1"


def test_an_invalid_frame_closes_its_socket_and_unknown_numbers_do_no_harm(
    site, connect, signed_in, thread, log, anna
):
    browser, found = signed_in(anna), {}
    bad = BAD | {"bytes": b'{"thread": 1}', "no bytes": b""}
    for what, frame in bad.items():
        page = connect(browser)
        page.send(frame)
        # What comes after it is not read, if it comes at all.
        with suppress(ConnectionClosed):
            page.send({"thread": 1})
        code = page.close_code()
        record = log.wait_for("socket_refused")
        found[what] = (code, record.reason, record.user)
    assert found == dict.fromkeys(bad, (4400, "invalid_request", anna.pk))
    page = connect(browser)
    for number in (0, 2**31 - 1):
        page.send({"thread": number, "revision": number, "page": number})
        assert page.receive() == {"gone": f"thread.{number}"}
        page.send({"thread": thread.pk, "revision": number, "page": number, "other": number})
        assert page.receive()["revision"] == 3
