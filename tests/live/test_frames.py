"""What others do in a thread is sent to every client that shows it, the same bytes to all."""

import re
from uuid import uuid4

import pytest
from django.db import transaction

from forum.models import Post, Thread
from tests.support.pages.forms import words

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
    frame = page.receive()
    assert frame.keys() == {"thread", "revision", "posts", "last", "closed", "regions"}
    assert (frame["thread"], frame["revision"], frame["last"], frame["closed"]) == (thread.pk, 4, 4, False)
    assert posts(frame) == [(4, 4)]
    assert "<strong>neue</strong>" in frame["posts"][0]["html"]
    assert "4 Beiträge 3 Beteiligte" in words(frame["regions"]["umfang"])

    get(thread, 2).edit("Doch anders.")
    frame = page.receive()
    assert (frame["revision"], frame["last"], posts(frame)) == (5, 4, [(2, 5)])
    assert "Doch anders." in frame["posts"][0]["html"]

    get(thread, 2).remove(by=ben)
    frame = page.receive()
    assert (frame["revision"], frame["last"], posts(frame)) == (6, 4, [(2, 6)])
    assert "Doch anders." not in str(frame)
    assert "Diesen Beitrag hat die Person gelöscht, die ihn geschrieben hat." in frame["posts"][0]["html"]


def test_a_changed_state_arrives(thread, reader, anna):
    page = reader(anna, thread)
    thread.pin()
    assert "Angeheftet" in page.receive()["regions"]["umfang"]
    thread.unpin()
    assert "Angeheftet" not in page.receive()["regions"]["umfang"]
    thread.retitle("Wie <b>wir</b> es regeln")
    assert page.receive()["regions"]["titel"] == "Wie &lt;b&gt;wir&lt;/b&gt; es regeln"
    thread.close()
    frame = page.receive()
    assert frame["closed"]
    assert "Dieses Thema ist geschlossen." in frame["regions"]["geschlossen"]
    assert posts(frame) == []
    thread.reopen()
    frame = page.receive()
    assert not frame["closed"]
    assert frame["regions"]["geschlossen"] == ""


def test_what_has_helped_arrives_with_the_posts_that_look_different(thread, reader, anna):
    page = reader(anna, thread)
    thread.accept(2, by=thread.author)
    frame = page.receive()
    assert posts(frame) == [(2, 4)]
    assert "Antwort, die geholfen hat" in frame["posts"][0]["html"]
    assert "Zur Antwort von Ben Bensen, Nr. 2" in words(frame["regions"]["geloest"])
    thread.accept(3, by=thread.author)
    assert posts(page.receive()) == [(2, 5), (3, 5)]
    get(thread, 3).remove(by=anna)
    frame = page.receive()
    assert (frame["revision"], posts(frame), frame["regions"]["geloest"]) == (7, [(3, 7)], "")
    assert "Antwort von Dora." not in str(frame)


def test_every_reader_gets_the_same_bytes_and_beside_an_answer_what_is_their_own(
    thread, group, reader, say, anna, ben, dora, carla
):
    group.admit(carla)
    pages = [reader(user, thread) for user in (anna, ben, dora, carla)]
    for act in (lambda: say(thread, anna, "Von Anna."), lambda: thread.accept(4, by=ben)):
        act()
        (text,) = {page.receive_text() for page in pages}
        assert "csrf" not in text
    answers = [page.subscribe(thread, revision=0) for page in pages]
    assert [answer.pop("own") for answer in answers] == [
        {"0": {"solver": True}, "1": {"author": True}, "4": {"author": True}},
        {"0": {"moderator": True, "solver": True}, "2": {"author": True}},
        {"0": {"moderator": True, "solver": True}, "3": {"author": True}},
        {"0": {}},
    ]
    (missed,) = set(map(str, answers))
    assert len(buttons := BUTTONS.findall(missed)) == 11
    assert [button for button in buttons if " hidden>" not in button] == []


def test_what_is_rolled_back_sends_nothing(thread, reader, say, anna, ben):
    page = reader(anna, thread)
    with transaction.atomic():
        say(thread, ben, "Verworfen.")
        transaction.set_rollback(True)
    with transaction.atomic():
        with transaction.atomic():
            say(thread, ben, "Auch verworfen.")
            transaction.set_rollback(True)
        say(thread, ben, "Bleibt.")
    frame = page.receive()
    assert posts(frame) == [(4, 4)]
    assert "Bleibt." in frame["posts"][0]["html"]
    thread.refresh_from_db()
    assert page.subscribe(thread)["posts"] == []


def test_a_client_gets_frames_of_its_own_topics_only(thread, reader, member, anna, ben):
    other = Thread.objects.start(member(ben), title="Anderes", text="Text", kind="minutes", key=uuid4())
    page, other_page = reader(anna, thread), reader(anna, other)
    other.pin()
    thread.pin()
    assert page.receive()["thread"] == thread.pk
    assert other_page.receive()["thread"] == other.pk
    for shown in (other, thread, other):
        page.subscribe(shown)
    other.unpin()
    thread.unpin()
    assert [page.receive()["thread"] for _ in range(2)] == [other.pk, thread.pk]
    # A frame sent twice would come before this answer.
    assert page.subscribe(other)["posts"] == []
