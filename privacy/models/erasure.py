from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from privacy.limits import INACTIVITY_PERIOD


class Reason(models.TextChoices):
    REQUEST = "request", "eigener Wunsch"
    ADMIN = "admin", "von der Verwaltung gelöscht"
    INACTIVITY = "inactivity", "lange nicht angemeldet"


class ErasureQuerySet(models.QuerySet):
    def due(self):
        """Those that can begin: not while the mail that announces the deletion is still waiting."""
        return self.filter(due_at__lte=timezone.now(), mail=None).exclude(self.taken_back)

    def announced(self):
        """Those that people can still take back by signing in."""
        return self.filter(reason=Reason.INACTIVITY, begun_at=None)

    def withdrawn(self):
        return self.filter(self.taken_back)

    @property
    def taken_back(self):
        """A condition: the person has signed in, so that on the due day the account was not unused for long enough.

        Not "has signed in since the announcement": a sign-in at that very moment may have a time from just before.
        A sign-in while the job runs counts, too, as it need not write to this row.
        """
        signed_in = Q(user__last_login__gt=F("due_at") - INACTIVITY_PERIOD)
        return Q(reason=Reason.INACTIVITY, begun_at=None) & signed_in


class Erasure(models.Model):
    """An account that is going to be deleted. The row is deleted with the account, in the last transaction.

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
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="erasure_reason_is_known"),
            models.CheckConstraint(
                condition=Q(begun_at=None) | Q(begun_at__gte=F("due_at")), name="erasure_begins_when_due"
            ),
        ]

    def __str__(self):
        return f"Löschung {self.pk}"
