from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notifications.query import NotificationQuerySet


class Reason(models.IntegerChoices):
    """Why somebody hears of something. Of several reasons the greatest one is told."""

    POST = 10, "neuer Beitrag"
    REPLY = 20, "Antwort auf ein eigenes Thema"
    QUOTE = 30, "Antwort auf einen eigenen Beitrag"
    MENTION = 40, "Erwähnung"


class Notification(models.Model):
    """What a person has not read of one subject ("thread.12"), or read last: one row, however much happens there.

    It covers the numbers `since` to `last` of the subject and points to `first`. `people` are the ids of those who did
    what it tells, `actor` the last of them. It belongs to a scope ("group.7") and goes when that is left.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    scope = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    reason = models.PositiveSmallIntegerField(choices=Reason)
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=300)
    since = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    people = ArrayField(models.BigIntegerField(), default=list)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    Reason = Reason
    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitteilung"
        verbose_name_plural = "Mitteilungen"
        ordering = ["-told_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-told_at"], name="notification_by_time"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["subject"], name="notification_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "subject"], name="notification_once_per_subject"),
            models.CheckConstraint(condition=Q(reason__in=Reason), name="notification_reason_is_known"),
            models.CheckConstraint(
                condition=Q(since__lte=models.F("first"), first__lte=models.F("last")),
                name="notification_points_to_what_it_covers",
            ),
            models.CheckConstraint(condition=~Q(people=[]), name="notification_is_by_somebody"),
        ]

    def __str__(self):
        return f"Mitteilung {self.pk}"

    @property
    def is_unread(self):
        return self.read_at is None

    @property
    def others(self):
        """How many people besides the one who is named."""
        return len(self.people) - 1

    def take_in(self, reason, *, actor, number, url, at=None):
        """A greater reason takes the place of a lesser one that was not read, an equal one joins it."""
        is_new = not self.people or not self.is_unread
        self.since = number if is_new else min(self.since, number)
        self.last = number if is_new else max(self.last, number)
        if not is_new and reason < self.reason:
            return
        if is_new or reason > self.reason:
            self.reason, self.first, self.url, self.people = reason, number, url, []
        if number < self.first:
            self.first, self.url = number, url
        self.people = [pk for pk in self.people if pk != actor.pk] + [actor.pk]
        self.actor, self.told_at, self.read_at = actor, at or timezone.now(), None
