"""A new text of the consent ends no window: what is open goes on, and the next page asks."""

import pytest

from tests.support.people.consent import PAGE, publish

pytestmark = pytest.mark.usefixtures("site")


def test_an_open_window_goes_on_hearing_and_comes_back_after_a_break(
    thread, reader, say, window, signed_in, anna, ben
):
    page, browser = reader(anna, thread), signed_in(anna)
    publish()
    say(thread, ben, "Noch da?")
    assert page.hear()["posts"][0]["number"] == 4
    thread.refresh_from_db()
    again = window(browser)
    assert again.show(thread) == {"thread": thread.pk, "revision": thread.revision, "posts": []}
    assert browser.get(thread.get_absolute_url())["Location"].startswith(PAGE)
