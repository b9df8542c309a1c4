"""What the database holds, how to fill it beyond what verbs do in reasonable time, and how often a page asks it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post, Thread, ThreadParticipant, ThreadRead
from groups.models import Membership
from tests.support.pages.joining import rows


def everything():
    """All that the forum stores."""
    return rows(Thread, Post, ThreadParticipant, ThreadRead, Membership)


def add_posts(thread, author, number):
    """Appends that many posts, which nobody has read."""
    thread.refresh_from_db()
    last = thread.last_number
    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=author,
            number=n,
            revision=n,
            text=f"Text {n}",
            html=f"<p>Text {n}</p>",
            renderer=1,
        )
        for n in range(last + 1, last + number + 1)
    )
    Thread.objects.filter(pk=thread.pk).update(last_number=last + number, revision=last + number)
    ThreadParticipant.objects.recount(thread)
    thread.refresh_from_db()


def add_threads(group, author, number):
    """Makes that many threads of one post each."""
    threads = Thread.objects.bulk_create(
        Thread(group=group, author=author, title=f"Thema {n:03}", last_number=1, revision=1)
        for n in range(number)
    )
    Post.objects.bulk_create(
        Post(thread=one, author=author, number=1, revision=1, text="Text", html="<p>Text</p>", renderer=1)
        for one in threads
    )
    ThreadParticipant.objects.bulk_create(
        ThreadParticipant(thread=one, user=author, posts=1, last_number=1) for one in threads
    )
    return threads


def queries(client, address):
    """How many a page needs once the process knows the site's addresses and content types."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
