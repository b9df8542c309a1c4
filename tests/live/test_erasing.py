"""Windows that show a thread see a person go."""

import pytest

from privacy.tasks import erase
from tests.support.people import quirina as leaving


@pytest.mark.parametrize("keep_posts", [True, False])
def test_an_open_window_gets_the_posts_without_the_person(keep_posts, reader, thread, say, group, dora):
    quirina = leaving.make_quirina()
    group.admit(quirina)
    mine = say(thread, quirina, "Von mir.")
    say(thread, dora, mine.as_quote + f"@{leaving.NAME}?")
    thread.refresh_from_db()
    window = reader(dora, thread)
    erase(leaving.erasure_of(quirina, keep_posts=keep_posts).pk)
    frame = window.hear()
    assert [post["number"] for post in frame["posts"]] == [4, 5]
    told = str(frame)
    assert "Quirina" not in told
    assert "Ehemaliges Mitglied" in told
    assert ("Von mir." in told) == keep_posts
