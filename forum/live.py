"""The frames of a thread's topic ("thread.7"): the same bytes for every reader. See docs/decisions/0007."""

from django.template.loader import render_to_string
from django.utils.html import escape

from accounts.models import User
from accounts.viewer import Viewer
from forum import access
from forum.frames.html import render_post as render_post_html
from forum.frames.reader_map import reader_map
from forum.models import POSTS_PER_PAGE, Thread
from groups.models import Membership
from live.topics import Authorisation

REGIONS = {
    "umfang": "forum/components/thread_state.html",
    "geloest": "forum/components/solved.html",
    "geschlossen": "forum/components/closed.html",
}


def authorise(user: User, request: dict) -> Authorisation:
    """For {"thread": id, "revision": what the client has, "page": what it shows}. Raises Http404."""
    membership, thread = access.get_thread_anywhere(Viewer(user), request["thread"])
    missed = render_missed(membership, thread, request.get("revision", 0), request.get("page", 1))
    return Authorisation(f"group.{thread.group_id}", missed or render_frame(thread, thread.revision, []))


def render_missed(membership: Membership, thread: Thread, revision: int, page: int) -> dict | None:
    """The frame that brings a page of the thread from this revision to the present one, None if it is up to date.

    Beside it, as `own`, the member's `reader_map` of its posts.
    """
    if thread.revision <= revision:
        return None
    first = (min(page, thread.last_page) - 1) * POSTS_PER_PAGE + 1
    on_page = thread.posts.filter(number__range=(first, first + POSTS_PER_PAGE - 1))
    changed = list(on_page.filter(revision__gt=revision).with_authors())
    frame = render_frame(thread, thread.revision, changed) | render_regions(thread)
    return frame | {"own": reader_map(membership, thread, changed)}


def render_frames(ids: list[int], event: dict) -> dict[int, dict | None]:
    """{thread id: the frame for the revision of the event}, without threads that are deleted."""
    found = Thread.objects.select_related("group").filter(pk__in=ids)
    return {thread.pk: render_revision(thread, event["revision"]) for thread in found}


def render_revision(thread, revision):
    """The frame of one revision, None if later ones have changed everything in it.

    They have events of their own, which a client that loses its access in between must not get.
    """
    frame = render_frame(thread, revision, thread.posts.with_authors().filter(revision=revision))
    if thread.revision == revision:
        return frame | render_regions(thread)
    return frame if frame["posts"] else None


def render_frame(thread, revision, posts):
    rendered = [render_post(thread, post) for post in posts]
    return {"thread": thread.pk, "revision": revision, "posts": rendered}


def render_post(thread, post):
    """The HTML is the same for all readers."""
    return {"number": post.number, "revision": post.revision, "html": render_post_html(thread, post).strip()}


def render_regions(thread):
    """What else of the page depends on the thread: {"last", "closed", "regions": {element id: HTML}}."""
    context = {"thread": thread, "participant_count": thread.participations.count(), "answer": None}
    if thread.is_solved:
        context["answer"] = thread.posts.select_related("author").get(number=thread.answer_number)
        context["answer"].thread = thread
    regions = {name: render_to_string(template, context).strip() for name, template in REGIONS.items()}
    regions["titel"] = escape(thread.title)
    return {"last": thread.last_number, "closed": thread.is_closed, "regions": regions}
