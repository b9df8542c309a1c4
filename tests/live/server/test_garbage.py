"""Frames that no page of ours sends close the window with a reason, and harm nobody else."""

from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from live import audiences
from live.audiences import Garbage, read_wish

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
    "two wishes": '{"thread": 1}\n{"thread": 1}',
}


@pytest.mark.parametrize("what", BAD)
def test_garbage_is_no_wish(what):
    with pytest.raises(Garbage):
        read_wish(BAD[what])


def test_two_kinds_at_once_are_no_wish(monkeypatch):
    monkeypatch.setitem(audiences.kinds, "group", audiences.kinds["thread"])
    with pytest.raises(Garbage):
        read_wish('{"thread": 1, "group": 1}')
    assert read_wish('{"group": 1}')[0] == "group.1"


def test_garbage_closes_the_window_and_numbers_without_meaning_do_no_harm(
    site, window, signed_in, thread, log, anna
):
    browser, found = signed_in(anna), {}
    bad = BAD | {"bytes": b'{"thread": 1}', "no bytes": b""}
    for what, frame in bad.items():
        page = window(browser)
        page.say(frame)
        # What comes after it is not read, if it comes at all.
        with suppress(ConnectionClosed):
            page.say({"thread": 1})
        code = page.closing()
        record = log.wait_for("socket_refused")
        found[what] = (code, record.reason, record.user)
    assert found == dict.fromkeys(bad, (4400, "garbage", anna.pk))
    page = window(browser)
    for number in (0, 2**31 - 1):
        page.say({"thread": number, "revision": number, "page": number})
        assert page.hear() == {"gone": f"thread.{number}"}
        page.say({"thread": thread.pk, "revision": number, "page": number, "other": number})
        assert page.hear()["revision"] == 3
