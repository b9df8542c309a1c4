"""A client that has missed frames gets exactly what it lacks, by its socket or over HTTP."""

import pytest

from forum.models import Post, Thread, ThreadParticipant
from tests.support.server.live_clients import is_at

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def long_thread(thread, ben):
    """23 posts on two pages, each with the revision of its number."""
    fields = {"thread": thread, "author": ben, "text": "Text", "html": "<p>Text</p>", "renderer": 1}
    Post.objects.bulk_create(Post(number=n, revision=n, **fields) for n in range(4, 24))
    Thread.objects.update(last_number=23, revision=23)
    ThreadParticipant.objects.recount(thread)
    thread.refresh_from_db()
    return thread


@pytest.fixture
def ask(anna, signed_in):
    """What Anna's page asks for where no socket opens."""
    browser = signed_in(anna)
    return lambda thread, **query: browser.get(f"/gruppen/quartier/themen/{thread.pk}/neues/", query)


def numbers(frame):
    return [post["number"] for post in frame["posts"]]


def test_a_client_gets_what_has_changed_on_its_page(
    long_thread, reader, connect, signed_in, ask, say, anna, ben
):
    before, page, bens_client = long_thread.revision, connect(signed_in(anna)), reader(ben, long_thread)
    posts = {post.number: post for post in long_thread.posts.select_related("thread")}
    posts[5].edit("Anders.")
    posts[22].remove(by=ben)
    say(long_thread, ben, "Neu.")
    posts[7].edit("Auch anders.")
    # What one client has received comes to no other later.
    bens_client.receive_until(is_at(before + 4))
    for shown, expected in {1: [5, 7], 2: [22, 24], 9: [22, 24]}.items():
        frame = page.subscribe(long_thread, revision=before, page=shown)
        assert (frame["revision"], frame["last"], numbers(frame)) == (before + 4, 24, expected)
        assert frame["regions"].keys() == {"titel", "umfang", "geloest", "geschlossen"}
        response = ask(long_thread, revision=before, seite=shown)
        assert (response.status_code, response.json()) == (200, frame)
    assert "Diesen Beitrag hat die Person gelöscht" in frame["posts"][0]["html"]
    assert numbers(page.subscribe(long_thread, revision=before + 3)) == [7]
    assert numbers(page.subscribe(long_thread, revision=before + 3, page=2)) == []


def test_an_answer_is_one_page_at_most_and_empty_for_who_is_up_to_date(
    long_thread, connect, signed_in, ask, anna
):
    page = connect(signed_in(anna))
    page.send({"thread": long_thread.pk})
    assert numbers(page.receive()) == list(range(1, 21))
    for shown in (2, 2**31 - 1):
        assert numbers(page.subscribe(long_thread, revision=0, page=shown)) == [21, 22, 23]
    assert numbers(page.subscribe(long_thread, revision=22, page=2)) == [23]
    for revision in (23, 24, 2**31 - 1):
        assert page.subscribe(long_thread, revision) == {
            "thread": long_thread.pk,
            "revision": 23,
            "posts": [],
        }
        response = ask(long_thread, revision=min(revision, 9_999_999))
        assert (response.status_code, response.content) == (204, b"")


def test_an_outsider_does_not_learn_whether_there_is_such_a_thread(
    thread, reader, connect, signed_in, say, anna, carla
):
    page, annas_client, unknown = connect(signed_in(carla)), reader(anna, thread), Thread(pk=thread.pk + 1000)
    for asked in (thread, unknown):
        page.send({"thread": asked.pk, "revision": 0, "page": 1})
        assert page.receive_text() == f'{{"gone":"thread.{asked.pk}"}}'
    say(thread, anna, "Unter uns.")
    assert annas_client.receive()["revision"] == 4
    assert page.subscribe(unknown, revision=0) == {"gone": f"thread.{unknown.pk}"}
