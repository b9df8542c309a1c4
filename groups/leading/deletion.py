"""Announcing and cancelling the deletion of a group, with the mails to its members."""

from django.db import transaction

from groups.tasks import mail_deletion_cancelled, mail_deletion_planned


@transaction.atomic
def plan_deletion(group, by):
    """Archives the group, sets the time of its deletion, and mails its members by a job.

    Returns False if that was planned before.
    """
    is_new = group._plan_deletion(by)
    if is_new:
        mail_deletion_planned.defer(group_id=group.pk)
    return is_new


@transaction.atomic
def cancel_deletion(group, by):
    """The group stays archived; its members are mailed by a job. Returns False if no deletion was planned."""
    was_planned = group._cancel_deletion(by)
    if was_planned:
        mail_deletion_cancelled.defer(group_id=group.pk)
    return was_planned


@transaction.atomic
def reopen(group, by):
    """Reopens the group. Returns whether its deletion was planned. Raises GroupClosed for a deleted group."""
    was_planned = group._reopen(by)
    if was_planned:
        mail_deletion_cancelled.defer(group_id=group.pk)
    return was_planned
