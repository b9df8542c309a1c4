"""What a window that shows a thread is told when it changes: the same bytes for every reader."""

from django.template.loader import render_to_string
from django.utils.html import escape

from forum import access
from forum.models import POSTS_PER_PAGE, Thread
from live.audiences import Admission

REGIONS = {
    "umfang": "forum/components/standing.html",
    "geloest": "forum/components/solved.html",
    "geschlossen": "forum/components/closed.html",
}


def door(viewer, wish):
    """For a window with {"thread": id, "revision": what it has, "page": what it shows}. Raises Http404."""
    thread = access.get_thread_anywhere(viewer, wish["thread"])
    missed = news(thread, wish.get("revision", 0), wish.get("page", 1))
    return Admission(f"group.{thread.group_id}", missed or frame(thread, thread.revision, []))


def news(thread, revision, page):
    """The frame that brings a page of the thread from this revision to the present one, None if it is there."""
    if thread.revision <= revision:
        return None
    first = (min(page, thread.last_page) - 1) * POSTS_PER_PAGE + 1
    changed = thread.posts.filter(revision__gt=revision, number__range=(first, first + POSTS_PER_PAGE - 1))
    return frame(thread, thread.revision, changed.with_authors()) | state(thread)


def show(ids, event):
    """{id: the frame for one revision} of a thread, without one that is gone."""
    found = Thread.objects.select_related("group").filter(pk__in=ids)
    return {thread.pk: ring(thread, event) for thread in found}


def ring(thread, event):
    """What has changed again since this revision comes with its own, for those who may hear that."""
    told = frame(thread, event["revision"], thread.posts.with_authors().filter(revision=event["revision"]))
    if thread.revision == event["revision"]:
        return told | state(thread)
    return told if told["posts"] else None


def frame(thread, revision, posts):
    return {"thread": thread.pk, "revision": revision, "posts": [shown(thread, post) for post in posts]}


def shown(thread, post):
    """Its HTML holds every button hidden, with the words for whom it is (static/js/posts.js)."""
    context = {"post": post, "thread": thread, "for_all": True}
    html = render_to_string("forum/components/post.html", context).strip()
    return {"number": post.number, "revision": post.revision, "html": html}


def state(thread):
    context = {"thread": thread, "people": thread.count_people(), "answer": None}
    if thread.is_solved:
        context["answer"] = thread.posts.select_related("author").get(number=thread.answer_number)
        context["answer"].thread = thread
    regions = {name: render_to_string(template, context).strip() for name, template in REGIONS.items()}
    regions["titel"] = escape(thread.title)
    return {"last": thread.last_number, "closed": thread.is_closed, "regions": regions}
