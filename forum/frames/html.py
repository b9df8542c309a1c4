"""Posts, rows of thread lists and people beside them as HTML, rendered once per process for all who see the same.

See caching/html.py. Tests compare each frame with what the template makes of the same post or thread.
"""

from django.utils import timezone

from caching.html import render_once
from caching.store import Store
from forum.limits import STORED_FRAMES
from forum.templatetags.forum_tags import measure_age

POST, ROW = "forum/components/post.html", "forum/components/thread_row.html"
PERSON = "components/person.html"


frames = Store(STORED_FRAMES)


def render_post(thread, post, own=None):
    """A post of `with_authors`; `own`: what the reader has at it (forum/frames/reader_map.py).

    None renders every button hidden, marked for whom it is: the HTML for all readers.
    """
    key = describe_post(thread, post), None if own is None else frozenset(own)
    return render_once(
        frames, POST, key, {"post": post, "thread": thread, "own": own or {}, "for_all": own is None}
    )


def render_row(thread):
    """A thread of the list of its group, with unread, last words and participants."""
    return render_once(frames, ROW, describe_row(thread), {"thread": thread})


def render_person(person):
    """A person beside a thread: an accounts.models.VisibleProfile, or a user."""
    return render_once(frames, PERSON, describe_person(person), {"person": person})


def describe_post(thread, post):
    return (
        *(thread.pk, thread.group.slug, thread.kind, thread.is_closed, thread.last_page),
        *(post.number, post.number == thread.answer_number, post.revision, post.html),
        *(post.is_removed, post.removed_by_id, describe_time(post.created_at), describe_time(post.edited_at)),
        *(post.author_id, post.author_role, describe_author(post)),
    )


def describe_author(post):
    """What a post shows of who wrote it."""
    author, writer = post.author, post.writer
    if author is None:
        return None
    if writer is None:
        return author.name, author.place
    return author.name, writer.is_reachable, writer.photo_key, writer.work


def describe_person(person):
    """What a profile shows beside a thread; a user has no photo, link and work there."""
    named = (getattr(person, name, None) for name in ("is_reachable", "photo_key", "work"))
    return person.pk, person.name, person.initials, person.tint, person.place, *named


def describe_row(thread):
    author = thread.author
    return (
        *(thread.news_url, thread.title, thread.kind, thread.is_pinned, thread.is_solved, thread.closed_at),
        *(thread.unread, thread.unread and (thread.last_name, thread.last_html)),
        *(author and (author.name, author.place), thread.last_number),
        describe_time(thread.last_post_at),
        tuple((person.tint, person.initials) for person in thread.participants),
    )


def describe_time(moment):
    return moment and (moment, measure_age(timezone.localtime(moment)))
