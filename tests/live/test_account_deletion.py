"""Open clients get a thread's posts anew when their author's account is deleted."""

import pytest

from privacy.tasks import erase_person
from tests.support.people import quirina as traces


@pytest.mark.parametrize("keep_posts", [True, False])
def test_an_open_client_gets_the_posts_without_the_person(keep_posts, reader, thread, say, group, dora):
    quirina = traces.make_quirina()
    group.admit(quirina)
    mine = say(thread, quirina, "Von mir.")
    say(thread, dora, mine.as_quote + f"@{traces.NAME}?")
    thread.refresh_from_db()
    client = reader(dora, thread)
    erase_person(traces.erasure_of(quirina, keep_posts=keep_posts).pk)
    frame = client.receive()
    assert [post["number"] for post in frame["posts"]] == [4, 5]
    text = str(frame)
    assert "Quirina" not in text
    assert "Ehemaliges Mitglied" in text
    assert ("Von mir." in text) == keep_posts
