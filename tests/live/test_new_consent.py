"""A new consent text closes no socket: open clients go on, and the next page asks."""

import pytest

from tests.support.people.consent import PAGE, publish

pytestmark = pytest.mark.usefixtures("site")


def test_an_open_client_goes_on_and_may_reconnect(thread, reader, say, connect, signed_in, anna, ben):
    page, browser = reader(anna, thread), signed_in(anna)
    publish()
    say(thread, ben, "Noch da?")
    assert page.receive()["posts"][0]["number"] == 4
    thread.refresh_from_db()
    again = connect(browser)
    assert again.subscribe(thread) == {"thread": thread.pk, "revision": thread.revision, "posts": []}
    assert browser.get(thread.get_absolute_url())["Location"].startswith(PAGE)
