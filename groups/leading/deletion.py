"""Planning and cancelling the deletion of a group, with the mails to its members by jobs."""

from django.db import transaction
from django.utils import timezone

from groups import limits
from groups.audit_labels import Act
from groups.models import GroupClosed
from groups.tasks import mail_deletion_cancelled, mail_deletion_planned


@transaction.atomic
def plan_deletion(group, by):
    """Archives the group, sets the time of its deletion, and mails its members.

    Returns False if that was planned before.
    """
    stored = group.lock()
    if stored.delete_at:
        return False
    now = timezone.now()
    ends = {
        "archived_at": stored.archived_at or now,
        "delete_at": now + limits.GROUP_DELETION_WAIT,
        "deletion_notified_at": None,
    }
    group.change_state(by, Act.DELETION_PLANNED, **ends)
    mail_deletion_planned.defer(group_id=group.pk)
    return True


@transaction.atomic
def cancel_deletion(group, by):
    """The group stays archived, and its members are mailed. Returns False if no deletion was planned."""
    stored = group.lock()
    if not stored.delete_at or stored.deleted_at:
        return False
    group.change_state(by, Act.DELETION_CANCELLED, delete_at=None)
    mail_deletion_cancelled.defer(group_id=group.pk)
    return True


@transaction.atomic
def reopen_group(group, by):
    """Ends the archived state and a planned deletion, of which the members are mailed.

    Returns whether a deletion was planned. Raises GroupClosed for a deleted group.
    """
    stored = group.lock()
    if stored.deleted_at:
        raise GroupClosed
    if stored.archived_at:
        group.change_state(by, Act.GROUP_REOPENED, archived_at=None, delete_at=None)
    if stored.delete_at:
        mail_deletion_cancelled.defer(group_id=group.pk)
    return stored.delete_at is not None
