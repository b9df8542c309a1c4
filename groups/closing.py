"""The end of a group: who hears of it."""

from django.db import transaction

from groups.tasks import tell_of_deletion


@transaction.atomic
def plan_deletion(group, by):
    """Archives the group, deletes it after a waiting time, and tells its members at once, by a job."""
    if group.plan_deletion(by):
        tell_of_deletion.defer(group_id=group.pk)
