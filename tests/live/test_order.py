"""Many writers at once: clients get a thread in the order of its revisions and end with what is stored."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from forum.models import Post
from tests.support.database.races import alone
from tests.support.server.live_clients import is_at

pytestmark = pytest.mark.usefixtures("site")


def at_once(*acts):
    """Starts the functions, each with a database connection of its own."""
    threads = ThreadPoolExecutor(len(acts))
    running = [threads.submit(alone, act) for act in acts]
    threads.shutdown(wait=False)
    return running


def done(running):
    assert [one.result(timeout=20) for one in running] == [None] * len(running)


def stored(thread):
    """Number to (revision, HTML) of the thread's posts."""
    thread.refresh_from_db()
    return {post.number: (post.revision, post.html) for post in thread.posts.all()}


def shown(frames):
    """What a client has in the end: number to (revision, HTML of the whole post)."""
    return {post["number"]: (post["revision"], post["html"]) for frame in frames for post in frame["posts"]}


def same(shown, stored):
    """Whether the client has these posts, and nothing of older ones."""
    return shown.keys() == stored.keys() and all(
        shown[number][0] == revision and html in shown[number][1]
        for number, (revision, html) in stored.items()
    )


def test_replies_of_many_at_once_arrive_in_order_and_none_is_lost(thread, reader, member, anna, ben, dora):
    page = reader(anna, thread)
    members = [member(user) for user in (anna, ben, dora, ben)]

    def reply(membership, n):
        for i in range(5):
            thread.reply(membership, f"Antwort {n}.{i} von {membership.user_id}", uuid4())

    done(at_once(*(lambda one=one, n=n: reply(one, n) for n, one in enumerate(members))))
    frames = page.receive_until(is_at(23))
    assert [frame["revision"] for frame in frames] == list(range(4, 24))
    assert [[post["number"] for post in frame["posts"]] for frame in frames] == [[n] for n in range(4, 24)]
    assert same(shown(frames), {number: had for number, had in stored(thread).items() if number > 3})


def storm(thread, member, ben, dora):
    """Four connections that edit, reply and decide at once."""

    def edit():
        for i in range(6):
            Post.objects.select_related("thread").get(thread=thread, number=2).edit(f"Fassung {i}")

    def reply(user):
        for i in range(5):
            thread.reply(member(user), f"Antwort {i}", uuid4())

    def decide():
        for number in (2, 3, 2):
            thread.accept(number, by=thread.author)
            thread.pin()
            thread.unpin()

    return at_once(edit, lambda: reply(ben), lambda: reply(dora), decide)


def test_whatever_happens_at_once_every_client_ends_with_what_is_stored(
    thread, reader, connect, signed_in, member, anna, ben, dora
):
    browser, page = signed_in(anna), reader(anna, thread)
    running = storm(thread, member, ben, dora)
    late = [connect(browser) for _ in range(5)]
    first = [one.subscribe(thread, revision=0) for one in late]
    done(running)
    posts = stored(thread)
    frames = page.receive_until(is_at(thread.revision))
    revisions = [frame["revision"] for frame in frames]
    assert revisions == sorted(set(revisions))
    assert same({1: shown([connect(browser).subscribe(thread, 0)])[1]} | shown(frames), posts)
    for one, answer in zip(late, first, strict=True):
        received = [answer] + (
            [] if is_at(thread.revision)(answer) else one.receive_until(is_at(thread.revision))
        )
        assert same(shown(received), posts)
        assert received[-1]["last"] == thread.last_number
        assert received[-1]["regions"] == frames[-1]["regions"]
