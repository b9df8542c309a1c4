"""How a group ends: it is archived, perhaps reopened, perhaps deleted after a waiting time."""

from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from audit.models import record
from groups.audit_labels import Act

WAITS = timedelta(days=30)
# Of a deleted group.
KEPT = {"invitations", "legacy_links"}


class State(models.TextChoices):
    """Whether an entrance is open, and if not, why."""

    OPEN = "open", "offen"
    PAUSED = "paused", "angehalten"
    EXPIRED = "expired", "abgelaufen"
    REVOKED = "revoked", "widerrufen"
    USED_UP = "used_up", "aufgebraucht"
    ACCEPTED = "accepted", "angenommen"
    ARCHIVED = "archived", "Gruppe abgeschlossen"
    DELETED = "deleted", "Gruppe gelöscht"


class GroupClosed(Exception):
    """An archived or deleted group takes nobody in, and nobody writes there."""


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
        """The row as it is now, for whoever changes the group, its roles or its links. Joining need not wait for it."""
        return type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def hold(self):
        """Keeps the group from being archived until the transaction ends, unless it is already."""
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [self.pk])
            self.archived_at, self.deleted_at = cursor.fetchone()

    @transaction.atomic
    def archive(self, by):
        """From now on it can only be read, and nobody comes in. A second time changes nothing."""
        if self.lock().state == State.OPEN:
            self.turn(by, Act.GROUP_ARCHIVED, archived_at=timezone.now())

    @transaction.atomic
    def reopen(self, by):
        """All is as before it was archived, and it is not deleted. Returns whether it was going to be.

        Raises GroupClosed for one that is gone.
        """
        group = self.lock()
        if group.deleted_at:
            raise GroupClosed
        if group.archived_at:
            self.turn(by, Act.GROUP_REOPENED, archived_at=None, delete_at=None)
        return group.delete_at is not None

    @transaction.atomic
    def plan_deletion(self, by):
        """Archives it, and deletes it after a waiting time. Returns whether that is new."""
        group = self.lock()
        if group.delete_at:
            return False
        now = timezone.now()
        ends = {"archived_at": group.archived_at or now, "delete_at": now + WAITS, "deletion_told_at": None}
        self.turn(by, Act.DELETION_PLANNED, **ends)
        return True

    @transaction.atomic
    def cancel_deletion(self, by):
        """It stays archived. Returns whether there was anything to cancel."""
        group = self.lock()
        if not group.delete_at or group.deleted_at:
            return False
        self.turn(by, Act.DELETION_CANCELLED, delete_at=None)
        return True

    @transaction.atomic
    def delete_content(self):
        """Deletes all that hangs on it, but for its links, so that they still say what became of it.

        Changes nothing before its time, nor a second time.
        """
        group = type(self).objects.select_for_update().get(pk=self.pk)
        if group.deleted_at or not group.delete_at or group.delete_at > timezone.now():
            return
        for relation in self._meta.related_objects:
            if relation.get_accessor_name() not in KEPT:
                relation.related_model.objects.filter(**{relation.field.name: self.pk}).delete()
        group.invitations.update(created_by=None, words="")
        self.turn(None, Act.GROUP_DELETED, deleted_at=timezone.now(), description="", rules="", welcome="")

    def turn(self, by, act, **values):
        type(self).objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
        record(by, act, object=self.subject, scope=self.subject)


HOLD = "SELECT archived_at, deleted_at FROM groups_group WHERE id = %s FOR SHARE"
