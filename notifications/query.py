from collections.abc import Iterable

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from live.bus import publish_each

TOLD = ["scope", "reason", "title", "url", "since", "first", "last", "actor", "people", "told_at", "read_at"]


class NotificationQuerySet(models.QuerySet):
    """Whatever changes how many are unread tells the bells of those whom it concerns."""

    def of(self, user_id):
        return self.filter(recipient=user_id)

    def within(self, scope):
        return self.filter(scope=scope)

    def about(self, subject):
        return self.filter(subject=subject)

    def unread(self):
        return self.filter(read_at=None)

    def as_number(self):
        """How many these are, as a part of another query."""
        return Coalesce(models.Subquery(self.counted()), 0)

    def counted(self):
        """One row with their number; none if there are none."""
        every = self.order_by().values(every=models.Value(1))
        return every.annotate(number=models.Count("pk")).values_list("number")

    def up_to(self, number):
        """Those that tell of nothing beyond this number of their subject."""
        return self.filter(last__lte=number)

    @transaction.atomic(savepoint=False)
    def notify(self, recipients, *, scope, subject, title, **what):
        """Tells {user id: Reason} of one thing. `what` is what `Notification.take_in` takes, without the reason."""
        if not recipients:
            return
        known = {
            row.recipient_id: row for row in self.about(subject).filter(recipient__in=recipients).locked()
        }
        rows = []
        for pk, reason in recipients.items():
            row = known.get(pk) or self.model(recipient_id=pk, subject=subject)
            row.pk, row.scope, row.title = None, scope, title
            row.take_in(reason, **what)
            rows.append(row)
        self.bulk_create(
            rows, update_conflicts=True, unique_fields=["recipient", "subject"], update_fields=TOLD
        )
        publish_each("bell", recipients)

    def locked(self):
        # Everybody locks in the same order, and nobody waits in a circle.
        return self.select_for_update().order_by("pk")

    @transaction.atomic(savepoint=False)
    def mark_read(self) -> None:
        if found := dict(self.unread().locked().values_list("pk", "recipient")):
            self.model.objects.filter(pk__in=found).update(read_at=timezone.now())
            publish_each("bell", set(found.values()))

    @transaction.atomic(savepoint=False)
    def withdraw_numbers(self, *numbers: int) -> dict[int, int]:
        """Withdraws what tells of these numbers of the subject. Returns {user id: `since`} of those who had not read it.

        Their rows stay, marked as read, to be renewed; `delete_withdrawn` then deletes those that were not.
        """
        near = self.filter(since__lte=max(numbers), last__gte=min(numbers)).locked()
        touched = [row for row in near if any(row.since <= number <= row.last for number in numbers)]
        unread = {row.recipient_id: row.since for row in touched if row.is_unread}
        self.filter(recipient__in=unread).update(read_at=timezone.now())
        self.filter(first__in=numbers).exclude(recipient__in=unread).delete()
        publish_each("bell", unread)
        return unread

    def delete_withdrawn(self, user_ids: Iterable[int]) -> None:
        """Deletes the withdrawn rows of these users that were not renewed."""
        self.filter(recipient__in=user_ids, read_at__isnull=False).delete()
