from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# An account that nobody has used for so long is deleted; from demo/content/settings.json, where the client's values stand.
INACTIVE = timedelta(days=730)


class Reason(models.TextChoices):
    WISH = "wish", "eigener Wunsch"
    ADMIN = "admin", "von der Verwaltung gelöscht"
    INACTIVITY = "inactivity", "lange nicht angemeldet"


class ErasureQuerySet(models.QuerySet):
    def due(self):
        """Not as long as the mail that tells of it is still waiting."""
        return self.filter(due_at__lte=timezone.now(), mail=None).exclude(self.taken_back)

    def announced(self):
        """Those of which people were told, and which they can still take back."""
        return self.filter(reason=Reason.INACTIVITY, begun_at=None)

    def withdrawn(self):
        return self.filter(self.taken_back)

    @property
    def taken_back(self):
        """The person has signed in, so that on the day it was due the account will not have been unused for so long.

        Not "since they were told": who signs in at that very moment may do so with a time from just before.
        """
        signed_in = Q(user__last_login__gt=F("due_at") - INACTIVE)
        return Q(reason=Reason.INACTIVITY, begun_at=None) & signed_in


class Erasure(models.Model):
    """An account that is going to be deleted. The row goes with the account, when all else of it is gone.

    One for inactivity is announced in a mail with `due_at` and is taken back by signing in, until it has begun. `mail`:
    the announcement, as long as it waits or when it could not be delivered.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure")
    reason = models.CharField(max_length=10, choices=Reason)
    keep_posts = models.BooleanField(default=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    mail = models.ForeignKey("mail.OutgoingMail", on_delete=models.SET_NULL, null=True, related_name="+")

    Reason = Reason
    objects = ErasureQuerySet.as_manager()

    class Meta:
        db_table = "home_erasure"
        verbose_name = "Löschung"
        verbose_name_plural = "Löschungen"
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=Reason), name="erasure_reason_is_known"),
            models.CheckConstraint(
                condition=Q(begun_at=None) | Q(begun_at__gte=F("due_at")), name="erasure_begins_when_due"
            ),
        ]

    def __str__(self):
        return f"Löschung {self.pk}"
