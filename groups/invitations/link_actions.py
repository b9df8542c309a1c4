"""What leads do with an invitation link. Each action is atomic and writes an entry of the audit log.

Changes of which link is public lock the group first, then links. Joining does not lock the group.
"""

from django.db import transaction
from django.utils import timezone

from groups import limits
from groups.audit_labels import Act
from groups.models import GroupClosed, Invitation

POLICY = (
    *("group_id", "label", "words", "created_by_id", "max_uses", "mail_domains", "member_towns_only"),
    *("needs_approval", "role", "landing_path", "is_public", "show_thread_titles", "paused_at"),
)


class InvitationEnded(Exception):
    """A revoked link cannot be changed, and one that has ended cannot be replaced."""


@transaction.atomic
def create_link(link, by):
    """Raises GroupClosed."""
    if not link.group.lock().is_open:
        raise GroupClosed
    link.created_by = by
    store_link(link)
    link.note(Act.LINK_CREATED, by)


@transaction.atomic
def change_link(link, by, fields):
    """Saves only these fields, so that neither a use nor a revocation of the same moment is lost.

    Changing the words also changes created_by: they are shown with that person's name. Raises InvitationEnded.
    """
    if not fields:
        return
    link.group.lock()
    stored = lock_unrevoked(link)
    if link.max_uses is not None:
        # Somebody may have joined since the form was read.
        link.max_uses = max(link.max_uses, stored.uses)
    inviter = ["created_by"] if "words" in fields else []
    if inviter:
        link.created_by = by
    store_link(link, update_fields=[*fields, *inviter])
    link.note(Act.LINK_CHANGED, by, fields=sorted(fields))


@transaction.atomic
def store_link(link, **fields):
    """Saves it. A public link replaces the former public one, which stays usable."""
    if link.is_public:
        link.group.lock()
        others = Invitation.objects.filter(group=link.group_id, is_public=True).exclude(pk=link.pk)
        others.update(is_public=False)
    link.save(**fields)


@transaction.atomic
def pause_link(link, by):
    """Until it is resumed, the link admits nobody. Idempotent. Raises InvitationEnded."""
    lock_unrevoked(link)
    if rows_of(link).filter(paused_at=None).update(paused_at=timezone.now()):
        link.note(Act.LINK_PAUSED, by)


@transaction.atomic
def resume_link(link, by):
    """Idempotent. Raises InvitationEnded."""
    lock_unrevoked(link)
    if rows_of(link).exclude(paused_at=None).update(paused_at=None):
        link.note(Act.LINK_RESUMED, by)


@transaction.atomic
def revoke_link(link, by):
    """From now on the link admits nobody, for good. Idempotent."""
    if rows_of(link).revoke():
        link.note(Act.LINK_REVOKED, by)


@transaction.atomic
def replace_link(link, by):
    """Revokes the link and creates one with a new key and the same policy. Returns the new one.

    Raises InvitationEnded.
    """
    link.group.lock()
    stored = link.lock()
    if stored.is_over:
        raise InvitationEnded
    successor = successor_of(stored, expires_at=stored.expires_at)
    if stored.max_uses is not None:
        successor.max_uses = stored.max_uses - stored.uses
    rows_of(link).revoke()
    successor.save()
    link.note(Act.LINK_REPLACED, by, successor=successor.pk)
    return successor


def renew_public_links():
    """Replaces each public link that has expired or expires soon."""
    soon = timezone.now() + limits.PUBLIC_LINK_RENEWED_BEFORE
    for link in Invitation.objects.filter(is_public=True, expires_at__lt=soon):
        renew_link(link)


@transaction.atomic
def renew_link(link):
    """If it is public, creates a public link with the same policy; this one stays usable until it expires."""
    link.group.lock()
    stored = link.lock()
    if stored.is_public:
        successor = successor_of(stored)
        store_link(successor)
        successor.note(Act.LINK_RENEWED, None)


def rows_of(link):
    return Invitation.objects.filter(pk=link.pk)


def lock_unrevoked(link):
    stored = link.lock()
    if stored.revoked_at:
        raise InvitationEnded
    return stored


def successor_of(link, **fields):
    """An unsaved link with the same policy and a new key."""
    return Invitation(**{name: getattr(link, name) for name in POLICY}, **fields)
