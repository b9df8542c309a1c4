from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notifications.kinds import Kind, kinds
from notifications.query import NotificationQuerySet

FORMER_MEMBER = "Ein ehemaliges Mitglied"


class Notification(models.Model):
    """What a person has not read, or read last, of one subject ("thread.12") and one group of kinds: a single row.

    Unseen until the list was opened, unread until it was read. `people` are the ids of those who did what it tells,
    `actor` the last of them; both may be empty. Of a numbered subject it covers the numbers `since` to `last` and its
    `url` leads to `first`. `payload`: {"words": what somebody wrote about it}, or empty. It belongs to a `scope`
    ("group.7"); a trigger (groups.0005) withdraws it when the membership ends. See docs/decisions/0008.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", db_index=False
    )
    scope = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    kind_name = models.CharField(max_length=40)
    kind_group = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=300)
    payload = models.JSONField(default=dict, blank=True)
    since = models.PositiveIntegerField(null=True)
    first = models.PositiveIntegerField(null=True)
    last = models.PositiveIntegerField(null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    people = ArrayField(models.BigIntegerField(), default=list)
    notified_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitteilung"
        verbose_name_plural = "Mitteilungen"
        ordering = ["-notified_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-notified_at"], name="notification_by_time"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["subject"], name="notification_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "subject", "kind_group"], name="notification_once_per_subject_and_group"
            ),
            models.CheckConstraint(
                condition=Q(since__lte=models.F("first"), first__lte=models.F("last")),
                name="notification_points_to_what_it_covers",
            ),
            models.CheckConstraint(
                condition=~Q(kind_name="") & ~Q(kind_group=""), name="notification_is_of_a_kind"
            ),
        ]

    def __str__(self):
        return f"Mitteilung {self.pk}"

    @property
    def kind(self) -> Kind:
        return kinds[self.kind_name]

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def others(self) -> int:
        """How many people besides the one who is named."""
        return max(len(self.people) - 1, 0)

    @property
    def sender(self) -> str:
        """Who is named first in the sentence."""
        return self.kind.sender or (self.actor.name if self.actor else FORMER_MEMBER)

    @property
    def words(self) -> str:
        """The sentence after the names."""
        return self.kind.words(self.title, several=bool(self.others))

    def add(self, kind, *, actor=None, url, number=None, payload=None, at=None):
        """Takes in what has happened, without saving; unread and unseen again if it changes the sentence.

        While the row is unread, a kind of greater rank replaces its own, an equal one adds its actor, and a lesser one
        only extends the covered numbers.
        """
        is_new = self.notified_at is None or not self.is_unread
        if number is not None:
            self.since = number if is_new else min(self.since, number)
            self.last = number if is_new else max(self.last, number)
        if not is_new and kind.rank < self.kind.rank:
            return
        if is_new or kind.rank > self.kind.rank:
            self.kind_name, self.first, self.url, self.people = kind.name, number, url, []
        if number is not None and number < self.first:
            self.first, self.url = number, url
        if actor:
            self.people = [pk for pk in self.people if pk != actor.pk] + [actor.pk]
        self.actor, self.payload, self.notified_at = actor, payload or {}, at or timezone.now()
        self.seen_at = self.read_at = None
