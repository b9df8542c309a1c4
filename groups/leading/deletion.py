"""The end of a group, and that it does not end after all: who hears of it."""

from django.db import transaction

from groups.tasks import tell_of_deletion, tell_of_rescue


@transaction.atomic
def plan_deletion(group, by):
    """Archives the group, deletes it after a waiting time, and tells its members at once, by a job.

    Returns whether that is new.
    """
    is_new = group.plan_deletion(by)
    if is_new:
        tell_of_deletion.defer(group_id=group.pk)
    return is_new


@transaction.atomic
def cancel_deletion(group, by):
    """Returns whether there was anything to cancel."""
    is_new = group.cancel_deletion(by)
    if is_new:
        tell_of_rescue.defer(group_id=group.pk)
    return is_new


@transaction.atomic
def reopen(group, by):
    """Returns whether it was going to be deleted. Raises GroupClosed."""
    was_to_go = group.reopen(by)
    if was_to_go:
        tell_of_rescue.defer(group_id=group.pk)
    return was_to_go
