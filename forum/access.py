"""The only way from a view or a socket to a thread or a post: every function checks the viewer's access."""

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, DateTimeField
from django.http import Http404
from wagtail.models import Page

from accounts.models import User
from accounts.models.consent import has_agreed
from accounts.viewer import Viewer
from forum.models import Draft, Thread
from groups import access
from groups.models import Membership, Right
from prepared.query import Parameter, PreparedQuery


def read_thread_query():
    number = BigIntegerField()
    viewer = User(pk=Parameter("user", number))
    membership = Membership(
        pk=Parameter("membership", number), joined_at=Parameter("joined_at", DateTimeField())
    )
    in_group = Thread.objects.filter(pk=Parameter("pk", number), group=Parameter("group", number))
    threads = in_group.select_related("author").read_by(membership).with_notified_number(viewer)
    return threads.with_participants().with_draft(membership)


# Runs for each page of a thread.
read_thread = PreparedQuery(read_thread_query)


def get_thread(viewer: Viewer, slug, pk):
    """(the viewer's membership, the thread). Raises Http404 as `groups.access.get_membership`."""
    membership = access.get_membership(viewer, slug)
    return membership, get_from(membership, membership.group.threads, pk)


def get_thread_as_read(viewer: Viewer, slug, pk):
    """As `get_thread`, with what the viewer has read of the thread, its participants and the viewer's draft."""
    membership = access.get_membership(viewer, slug)
    values = {"membership": membership.pk, "joined_at": membership.joined_at, "user": viewer.user.pk}
    return membership, thread_or_404(
        membership, read_thread.first(pk=pk, group=membership.group_id, **values)
    )


def get_thread_with_participants(viewer: Viewer, slug, pk):
    """As `get_thread`, with everybody who has written in the thread."""
    membership = access.get_membership(viewer, slug)
    return membership, get_from(membership, membership.group.threads.with_participants(limit=None), pk)


def get_from(membership, threads, pk):
    return thread_or_404(membership, threads.select_related("author").filter(pk=pk).first())


def thread_or_404(membership, thread):
    if thread is None:
        raise Http404
    thread.group = membership.group
    return thread


def get_thread_anywhere(viewer: Viewer, pk):
    """(the viewer's membership, the thread), in whichever of their groups it is. Raises Http404.

    For sockets of pages that show it already: a new consent text is asked for with the next page only.
    """
    mine = Membership.objects.select_related("group").filter(user=viewer.user.pk, group__deleted_at=None)
    membership = mine.filter(group__threads=pk).first()
    if membership is None:
        raise Http404
    return membership, get_from(membership, membership.group.threads, pk)


def find_threads(viewer: Viewer, theme_field):
    """The threads of the viewer's groups with this theme field, with what the rows of a list show; the newest first.

    None without consent to the current text: pages that show them besides something else do not ask.
    """
    if viewer.user.is_anonymous:
        return Thread.objects.none()
    mine = Thread.objects.of_member(viewer.user).filter(
        has_agreed(viewer.user.pk), group__deleted_at=None, group__theme_fields=theme_field
    )
    rows = mine.with_last_words().with_recent_participants()
    return rows.select_related("author__municipality", "group").order_by("-last_post_at", "-pk")


def get_thread_to_moderate(viewer: Viewer, slug, pk):
    """The thread. Raises Http404 for outsiders, PermissionDenied for members who do not moderate."""
    membership = access.get_membership(viewer, slug, Right.TEND_THREADS)
    return get_from(membership, membership.group.threads, pk)


def get_question(viewer: Viewer, slug, pk):
    """A question. Raises Http404 for outsiders, PermissionDenied for members who neither asked nor moderate."""
    membership, thread = get_thread(viewer, slug, pk)
    if not membership.group.is_open:
        raise PermissionDenied(access.CLOSED)
    if not thread.may_be_solved(membership):
        raise PermissionDenied("Das können nur die Person, die gefragt hat, und die Moderation.")
    if thread.author_id != viewer.user.pk:
        access.require_second_factor(viewer, membership, Right.TEND_THREADS)
    return thread


def get_post(viewer: Viewer, slug, pk, number):
    """(the viewer's membership, the post, which may be removed). Raises Http404."""
    membership, thread = get_thread(viewer, slug, pk)
    post = thread.posts.select_related("author").filter(number=number).first()
    if post is None:
        raise Http404
    post.thread = thread
    return membership, post


def get_post_to_remove(viewer: Viewer, slug, pk, number):
    """(the viewer's membership, the post, which may be removed already). Raises Http404, PermissionDenied."""
    membership, post = get_post(viewer, slug, pk, number)
    if not (post.is_removed or post.may_remove(membership)):
        raise PermissionDenied("Löschen kann einen Beitrag, wer ihn geschrieben hat, oder die Moderation.")
    if not post.may_change(membership) and not post.is_removed:
        access.require_second_factor(viewer, membership, Right.REMOVE_POSTS)
    return membership, post


def get_own_post(viewer: Viewer, slug, pk, number):
    """(the viewer's membership, their post). Raises PermissionDenied for posts of others."""
    membership, post = get_post(viewer, slug, pk, number)
    if post.author_id != viewer.user.pk:
        raise PermissionDenied("Bearbeiten kann einen Beitrag nur, wer ihn geschrieben hat.")
    return membership, post


def find_page(request, pk):
    """The published page of the site with this number, in its own type; None if the reader may not open it.

    Takes the request, not a Viewer: Wagtail keeps in the session which shared passwords the reader knows.
    """
    found = Page.objects.live().filter(pk=pk, depth__gt=1).first() if pk else None
    if found is None or not all(one.accept_request(request) for one in found.get_view_restrictions()):
        return None
    return found.specific


def get_draft(viewer: Viewer, slug, pk):
    """The viewer's own draft in the group. Raises Http404 for those of others, too."""
    membership = access.get_membership(viewer, slug)
    draft = Draft.objects.select_related("thread", "post").filter(membership=membership, pk=pk).first()
    if draft is None:
        raise Http404
    draft.membership = membership
    if draft.thread:
        draft.thread.group = membership.group
    return draft
