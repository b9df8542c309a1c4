"""The states of a group: open, archived, and deleted after a waiting time by the nightly job `groups.delete_groups`."""

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from audit.models import record
from groups import limits
from groups.audit_labels import Act
from notifications.models import Notification

# What stays of a deleted group, so that its links still say what became of it.
KEPT_RELATIONS = {"invitations", "mailings", "legacy_links"}


class State(models.TextChoices):
    """Whether a group or an invitation admits people, and if not, why."""

    OPEN = "open", "offen"
    PAUSED = "paused", "angehalten"
    EXPIRED = "expired", "abgelaufen"
    REVOKED = "revoked", "widerrufen"
    USED_UP = "used_up", "aufgebraucht"
    ACCEPTED = "accepted", "angenommen"
    ARCHIVED = "archived", "Gruppe abgeschlossen"
    DELETED = "deleted", "Gruppe gelöscht"


class GroupClosed(Exception):
    """The group is archived or deleted: nobody joins, and nobody writes there."""


class Lifecycle(models.Model):
    archived_at = models.DateTimeField("abgeschlossen", null=True, blank=True, editable=False)
    delete_at = models.DateTimeField("wird gelöscht", null=True, blank=True, editable=False)
    deletion_told_at = models.DateTimeField(null=True, editable=False)
    deleted_at = models.DateTimeField("gelöscht", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(delete_at=None) | Q(archived_at__isnull=False),
                name="group_to_be_deleted_is_archived",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(delete_at__isnull=False),
                name="group_deleted_after_a_time",
            ),
        ]

    @property
    def state(self):
        if self.deleted_at:
            return State.DELETED
        return State.ARCHIVED if self.archived_at else State.OPEN

    @property
    def is_open(self):
        return self.state == State.OPEN

    def lock(self):
        """Locks the row for changes of the group, its roles or its links, and returns it. Joining does not wait for it."""
        return type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def hold(self):
        """Locks the row against being archived until the transaction ends, and reads its state from the database."""
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [self.pk])
            self.archived_at, self.deleted_at = cursor.fetchone()

    @transaction.atomic
    def archive(self, by):
        """From now on members can only read, and nobody joins. Idempotent."""
        if self.lock().state == State.OPEN:
            self._change_state(by, Act.GROUP_ARCHIVED, archived_at=timezone.now())

    @transaction.atomic
    def _reopen(self, by):
        """Ends the archived state and a planned deletion. Returns whether a deletion was planned.

        Raises GroupClosed for a deleted group. Without the mails: called by groups.leading.deletion.reopen.
        """
        group = self.lock()
        if group.deleted_at:
            raise GroupClosed
        if group.archived_at:
            self._change_state(by, Act.GROUP_REOPENED, archived_at=None, delete_at=None)
        return group.delete_at is not None

    @transaction.atomic
    def _plan_deletion(self, by):
        """Archives it and sets the time of its deletion. Returns False if that was planned before.

        Without the mails: called by groups.leading.deletion.plan_deletion.
        """
        group = self.lock()
        if group.delete_at:
            return False
        now = timezone.now()
        ends = {
            "archived_at": group.archived_at or now,
            "delete_at": now + limits.GROUP_DELETION_WAIT,
            "deletion_told_at": None,
        }
        self._change_state(by, Act.DELETION_PLANNED, **ends)
        return True

    @transaction.atomic
    def _cancel_deletion(self, by):
        """It stays archived. Returns False if no deletion was planned.

        Without the mails: called by groups.leading.deletion.cancel_deletion.
        """
        group = self.lock()
        if not group.delete_at or group.deleted_at:
            return False
        self._change_state(by, Act.DELETION_CANCELLED, delete_at=None)
        return True

    @transaction.atomic
    def delete_content(self):
        """Deletes all rows that belong to it except KEPT_RELATIONS. Does nothing before delete_at or a second time."""
        group = type(self).objects.select_for_update().get(pk=self.pk)
        if group.deleted_at or not group.delete_at or group.delete_at > timezone.now():
            return
        for relation in self._meta.related_objects:
            if relation.get_accessor_name() not in KEPT_RELATIONS:
                relation.related_model.objects.filter(**{relation.field.name: self.pk}).delete()
        # The notifications of members have gone with them; those of invited people and of people who asked remain.
        Notification.objects.within(self.subject).withdraw()
        for kept in (group.invitations, group.mailings):
            kept.update(created_by=None, words="")
        self._change_state(
            None, Act.GROUP_DELETED, deleted_at=timezone.now(), description="", rules="", welcome=""
        )

    def _change_state(self, by, act, **values):
        type(self).objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
        record(by, act, object=self.subject, scope=self.subject)


HOLD = "SELECT archived_at, deleted_at FROM groups_group WHERE id = %s FOR SHARE"
