from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Reason(models.TextChoices):
    WISH = "wish", "eigener Wunsch"
    ADMIN = "admin", "von der Verwaltung gelöscht"
    INACTIVITY = "inactivity", "lange nicht angemeldet"


class ErasureQuerySet(models.QuerySet):
    def due(self):
        return self.filter(due_at__lte=timezone.now()).exclude(self.taken_back)

    @property
    def taken_back(self):
        """Told for not having signed in, and signed in since."""
        return models.Q(reason=Reason.INACTIVITY, user__last_login__gte=models.F("asked_at"))


class Erasure(models.Model):
    """An account that is going to be deleted. The row goes with the account, when all else of it is gone.

    One for inactivity is told of `due_at` in a mail and is taken back by signing in. `here_since` and `names`, also former
    ones, are noted before they can no longer be seen, so that an erasure that was broken off goes on as it began.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure")
    reason = models.CharField(max_length=10, choices=Reason)
    keep_posts = models.BooleanField(default=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    here_since = models.DateTimeField(null=True)
    names = ArrayField(models.TextField(), default=list)

    Reason = Reason
    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "Löschung"
        verbose_name_plural = "Löschungen"
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=Reason), name="erasure_reason_is_known"),
        ]

    def __str__(self):
        return f"Löschung {self.pk}"
