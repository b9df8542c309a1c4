"""The only door to a thread and a post: every function asks who wants to come in."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from groups import access


def get_thread(viewer, slug, pk):
    """(the viewer's membership, the thread as they have read it). Raises Http404 as `groups.access.get_membership`."""
    membership = access.get_membership(viewer, slug)
    threads = membership.group.threads.read_by(membership).with_people(limit=None)
    thread = threads.select_related("author").filter(pk=pk).first()
    if thread is None:
        raise Http404
    thread.group = membership.group
    return membership, thread


def get_thread_to_moderate(viewer, slug, pk):
    """The thread. Raises Http404 for outsiders, PermissionDenied for members who do not moderate."""
    membership, thread = get_thread(viewer, slug, pk)
    if not membership.moderates:
        raise PermissionDenied("Das können Gruppenleitung und Moderation.")
    return thread


def get_question(viewer, slug, pk):
    """The thread. Raises Http404 for outsiders, PermissionDenied for members who neither asked nor moderate."""
    membership, thread = get_thread(viewer, slug, pk)
    if not thread.may_be_solved(membership):
        raise PermissionDenied("Das können nur die Person, die gefragt hat, und die Moderation.")
    return thread


def get_post(viewer, slug, pk, number):
    """(the viewer's membership, the post, which may have lost its text). Raises Http404."""
    membership, thread = get_thread(viewer, slug, pk)
    post = thread.posts.select_related("author").filter(number=number).first()
    if post is None:
        raise Http404
    post.thread = thread
    return membership, post


def get_own_post(viewer, slug, pk, number):
    """(the viewer's membership, their post). Raises PermissionDenied for posts of others."""
    membership, post = get_post(viewer, slug, pk, number)
    if post.author_id != viewer.pk:
        raise PermissionDenied("Bearbeiten kann einen Beitrag nur, wer ihn geschrieben hat.")
    return membership, post
