from collections.abc import Iterable, Mapping

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from live.bus import publish_each
from notifications import kinds

SENTENCE = ["scope", "kind_name", "title", "url", "payload", "since", "first", "last", "actor", "people"]
CHANGED = [*SENTENCE, "notified_at", "seen_at", "read_at"]


class NotificationQuerySet(models.QuerySet):
    """Every method that changes how many are unread publishes to the bells of the recipients."""

    def of(self, user_id):
        return self.filter(recipient=user_id)

    def within(self, scope: str):
        return self.filter(scope=scope)

    def about(self, subject: str):
        return self.filter(subject=subject)

    def unread(self):
        return self.filter(read_at=None)

    def unseen(self):
        return self.filter(seen_at=None)

    def addressed(self):
        """Those that the member's home shows."""
        return self.filter(kind_name__in=kinds.addressed())

    def as_number(self):
        """How many these are, as an expression in another query."""
        return Coalesce(models.Subquery(self.counted()), 0)

    def counted(self):
        """One row with their number; none if there are none."""
        every = self.order_by().values(every=models.Value(1))
        return every.annotate(number=models.Count("pk")).values_list("number")

    def up_to(self, number: int):
        """Those that cover nothing beyond this number of their subject."""
        return self.filter(last__lte=number)

    @transaction.atomic(savepoint=False)
    def notify(
        self, recipients: Mapping[int, "kinds.Kind"], *, subject: str, title: str, scope: str = "", **what
    ) -> None:
        """Notifies {user id: Kind} of one subject; all kinds are of one group.

        `what`: the arguments of `Notification.add` without the kind.
        """
        if not recipients:
            return
        (group,) = {kind.group for kind in recipients.values()}
        existing = self.about(subject).filter(kind_group=group, recipient__in=recipients).locked()
        by_recipient = {row.recipient_id: row for row in existing}
        rows = []
        for pk, kind in recipients.items():
            row = by_recipient.get(pk) or self.model(recipient_id=pk, subject=subject, kind_group=group)
            row.pk, row.scope, row.title = None, scope, title
            row.add(kind, **what)
            rows.append(row)
        unique = ["recipient", "subject", "kind_group"]
        self.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=CHANGED)
        publish_each("bell", recipients)

    def locked(self):
        # Everybody locks in the same order, so that no two transactions wait for each other.
        return self.select_for_update().order_by("pk")

    def mark_seen(self) -> None:
        """The recipients have opened the list; says nothing of what they have read."""
        self.unseen().update(seen_at=timezone.now())

    @transaction.atomic(savepoint=False)
    def mark_read(self) -> None:
        if found := dict(self.unread().locked().values_list("pk", "recipient")):
            now = timezone.now()
            self.model.objects.filter(pk__in=found).update(read_at=now, seen_at=Coalesce("seen_at", now))
            publish_each("bell", set(found.values()))

    @transaction.atomic(savepoint=False)
    def withdraw(self) -> None:
        """Deletes these: what they tell is settled or no longer true."""
        if found := dict(self.locked().values_list("pk", "recipient")):
            self.model.objects.filter(pk__in=found).delete()
            publish_each("bell", set(found.values()))

    @transaction.atomic(savepoint=False)
    def withdraw_numbers(self, *numbers: int) -> dict[int, int]:
        """Withdraws what covers these numbers of the subject. Returns {user id: `since`} of those who had not read it.

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
