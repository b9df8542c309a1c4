"""Posts and rows of thread lists as HTML, rendered once per process for all readers who see the same.

The key of a frame names everything that its template shows, so that there is nothing to make anew when something changes:
what has changed has another key. Tests compare each frame with what the template makes of the same post or thread.
"""

from dataclasses import dataclass
from sys import getsizeof

from django.template.loader import render_to_string
from django.utils import timezone

from caching.store import Store
from forum.limits import STORED_FRAMES
from forum.templatetags.forum_tags import relative_time

POST, ROW = "forum/components/post.html", "forum/components/thread_row.html"


@dataclass(frozen=True)
class Frame:
    html: str
    size: int


frames = Store(STORED_FRAMES)


def render_post(thread, post, own=None):
    """A post of `with_authors`; `own`: what the reader has at it (forum/frames/reader_map.py).

    None renders every button hidden, marked for whom it is: the HTML for all readers.
    """
    key = describe_post(thread, post), None if own is None else frozenset(own)
    return render_once(POST, key, {"post": post, "thread": thread, "own": own or {}, "for_all": own is None})


def render_row(thread):
    """A thread of the list of its group, with unread, last words and participants."""
    return render_once(ROW, describe_row(thread), {"thread": thread})


def render_once(template, key, context):
    key = template, key
    frame = frames.get(key)
    if frame is None:
        html = render_to_string(template, context)
        # Of the frame and of the texts in its key; what else there is of both is short.
        frame = Frame(html, 2 * getsizeof(html) + 1_000)
        frames.put(key, frame)
    return frame.html


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


def describe_row(thread):
    author = thread.author
    return (
        *(thread.news_url, thread.title, thread.kind, thread.is_pinned, thread.is_solved, thread.closed_at),
        *(thread.unread, thread.unread and (thread.last_name, thread.last_html)),
        *(author and (author.name, author.place), thread.last_number),
        describe_time(thread.last_post_at, "day"),
        tuple((person.tint, person.initials) for person in thread.participants),
    )


def describe_time(moment, precision="minute"):
    return moment and (moment, relative_time(timezone.localtime(moment), precision))
