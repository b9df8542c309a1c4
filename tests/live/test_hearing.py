"""What others do in a thread arrives in every window that shows it, the same for everybody."""

import re
from uuid import uuid4

import pytest
from django.db import transaction

from forum.models import Post, Thread

pytestmark = pytest.mark.usefixtures("site")

BUTTONS = re.compile(r'<(?:a|button)[^>]*(?:/bearbeiten/|/loeschen/|form="geholfen")[^>]*>')


def posts(frame):
    """Numbers and revisions of a frame's posts."""
    return [(post["number"], post["revision"]) for post in frame["posts"]]


def get(thread, number):
    return Post.objects.select_related("thread").get(thread=thread, number=number)


def test_what_others_write_change_and_remove_arrives(thread, reader, say, anna, ben):
    page = reader(anna, thread)

    say(thread, ben, "Eine **neue** Antwort.")
    told = page.hear()
    assert told.keys() == {"thread", "revision", "posts", "last", "closed", "regions"}
    assert (told["thread"], told["revision"], told["last"], told["closed"]) == (thread.pk, 4, 4, False)
    assert posts(told) == [(4, 4)]
    assert "<strong>neue</strong>" in told["posts"][0]["html"]
    assert "4 Beiträge · 3 Beteiligte" in told["regions"]["umfang"]

    get(thread, 2).edit("Doch anders.")
    told = page.hear()
    assert (told["revision"], told["last"], posts(told)) == (5, 4, [(2, 5)])
    assert "Doch anders." in told["posts"][0]["html"]

    get(thread, 2).remove(by=ben)
    told = page.hear()
    assert (told["revision"], told["last"], posts(told)) == (6, 4, [(2, 6)])
    assert "Doch anders." not in str(told)
    assert "Gelöscht von der Person, die ihn geschrieben hat." in told["posts"][0]["html"]


def test_a_changed_state_arrives(thread, reader, anna):
    page = reader(anna, thread)
    thread.pin()
    assert "Angeheftet" in page.hear()["regions"]["umfang"]
    thread.unpin()
    assert "Angeheftet" not in page.hear()["regions"]["umfang"]
    thread.retitle("Wie <b>wir</b> es regeln")
    assert page.hear()["regions"]["titel"] == "Wie &lt;b&gt;wir&lt;/b&gt; es regeln"
    thread.close()
    told = page.hear()
    assert told["closed"]
    assert "Dieses Thema ist geschlossen." in told["regions"]["geschlossen"]
    assert posts(told) == []
    thread.reopen()
    told = page.hear()
    assert not told["closed"]
    assert told["regions"]["geschlossen"] == ""


def test_what_has_helped_arrives_with_the_posts_that_look_different(thread, reader, anna):
    page = reader(anna, thread)
    thread.accept(2)
    told = page.hear()
    assert posts(told) == [(2, 4)]
    assert "Antwort, die geholfen hat" in told["posts"][0]["html"]
    assert "Zur Antwort von Ben Bensen, Nr. 2" in told["regions"]["geloest"]
    thread.accept(3)
    assert posts(page.hear()) == [(2, 5), (3, 5)]
    get(thread, 3).remove(by=anna)
    told = page.hear()
    assert (told["revision"], posts(told), told["regions"]["geloest"]) == (7, [(3, 7)], "")
    assert "Antwort von Dora." not in str(told)


def test_everybody_hears_the_same_bytes_and_nothing_made_for_one_of_them(
    thread, group, reader, say, anna, ben, dora, carla
):
    group.admit(carla)
    pages = [reader(user, thread) for user in (anna, ben, dora, carla)]
    for act in (lambda: say(thread, anna, "Von Anna."), lambda: thread.accept(4)):
        act()
        (text,) = {page.hear_text() for page in pages}
        assert "csrf" not in text
    (missed,) = {str(page.show(thread, revision=0)) for page in pages}
    assert len(buttons := BUTTONS.findall(missed)) == 11
    assert [button for button in buttons if " hidden>" not in button] == []


def test_what_is_rolled_back_rings_nobody(thread, reader, say, anna, ben):
    page = reader(anna, thread)
    with transaction.atomic():
        say(thread, ben, "Verworfen.")
        transaction.set_rollback(True)
    with transaction.atomic():
        with transaction.atomic():
            say(thread, ben, "Auch verworfen.")
            transaction.set_rollback(True)
        say(thread, ben, "Bleibt.")
    told = page.hear()
    assert posts(told) == [(4, 4)]
    assert "Bleibt." in told["posts"][0]["html"]
    thread.refresh_from_db()
    assert page.show(thread)["posts"] == []


def test_a_window_hears_the_threads_that_it_shows_and_no_others(thread, reader, member, anna, ben):
    other = Thread.objects.start(member(ben), title="Anderes", text="Text", kind="minutes", key=uuid4())
    page, other_page = reader(anna, thread), reader(anna, other)
    other.pin()
    thread.pin()
    assert page.hear()["thread"] == thread.pk
    assert other_page.hear()["thread"] == other.pk
    for shown in (other, thread, other):
        page.show(shown)
    other.unpin()
    thread.unpin()
    assert [page.hear()["thread"] for _ in range(2)] == [other.pk, thread.pk]
    # What it had been told twice would come before this answer.
    assert page.show(other)["posts"] == []
