"""A long thread is rewritten portion by portion, and others go on writing in it meanwhile."""

import pytest

from forum import erasure as erasing
from forum.models import Post, Thread
from privacy.deletion import known_names
from privacy.tasks import erase
from tests.support.people import quirina as leaving
from tests.support.people.quirina import SHORT

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def of_two(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(erasing, "PORTION", 2)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def alone(start, say, quirina):
    thread = start(quirina, title="Mein Tagebuch", text="Mein erster Gedanke.")
    for number in range(2, 7):
        say(thread, quirina, f"> {SHORT}, Nr. {7 - number}:\n> Mein Gedanke.\n\nGedanke {number}")
    return Thread.objects.get(pk=thread.pk)


def halfway(thread, quirina, keep_posts):
    """As an erasure leaves it that was broken off after the first portion."""
    erasure = leaving.erasure_of(quirina, keep_posts=keep_posts)
    erasing.forget_in(thread.pk, range(1, 3), known_names.forgetting(quirina), keep_posts)
    return erasure


@pytest.mark.parametrize("keep_posts", [True, False])
def test_nothing_is_left_whatever_the_portions(keep_posts, everything, quirina):
    thread, *_ = everything
    before = thread.revision
    erase(leaving.erasure_of(quirina, keep_posts=keep_posts).pk)
    assert {place for place, _ in leaving.found()} == {"mail_outgoingmail"}
    thread.refresh_from_db()
    assert thread.revision > before + 1


def test_a_second_run_changes_nothing(everything, quirina):
    thread, *_ = everything
    gone = known_names.forgetting(quirina)
    erasing.forget(thread.pk, gone, True)
    before = [list(rows.order_by("pk").values()) for rows in (Post.objects, Thread.objects)]
    erasing.forget(thread.pk, gone, True)
    assert [list(rows.order_by("pk").values()) for rows in (Post.objects, Thread.objects)] == before


def test_quotes_from_one_portion_into_another_name_nobody(alone, quirina):
    erase(leaving.erasure_of(quirina).pk)
    for post in alone.posts.filter(number__gt=1):
        assert post.text.startswith(f"> Ehemaliges Mitglied, Nr. {7 - post.number}:")
        assert "Ehemaliges Mitglied" in post.html
        assert SHORT not in post.text + post.html


def test_who_answers_between_two_portions_keeps_the_thread(alone, say, anna, quirina):
    erasure = halfway(alone, quirina, keep_posts=False)
    assert alone.posts.filter(removed_at=None).count() == 4
    reply = say(alone, anna, f"> {SHORT}, Nr. 3:\n> Mein Gedanke.\n\nGenau, {SHORT}!")
    erase(erasure.pk)
    alone.refresh_from_db()
    reply.refresh_from_db()
    assert alone.author is None
    assert not alone.posts.filter(author=quirina.pk).exists()
    assert list(alone.posts.filter(removed_at=None)) == [reply]
    assert reply.text == "> Ehemaliges Mitglied, Nr. 3: (gelöscht)\n\nGenau, Ehemaliges Mitglied!"


def test_one_that_was_broken_off_in_a_thread_goes_on(alone, quirina):
    erasure = halfway(alone, quirina, keep_posts=True)
    assert alone.posts.filter(author=None).count() == 2
    erase(erasure.pk)
    assert alone.posts.filter(author=None).count() == 6
    assert {place for place, _ in leaving.found()} == {"mail_outgoingmail"}
