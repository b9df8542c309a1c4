from datetime import timedelta

from django.conf import settings
from django.db import models

from audit.acts import labels

# The database lets an entry go after as many days (migration 0002).
KEPT = timedelta(days=365)


class EntryQuerySet(models.QuerySet):
    def newest(self):
        return self.select_related("actor").order_by("-at", "-pk")


class Entry(models.Model):
    """One privileged act: who did what to which object, and when.

    The database refuses to change an entry, but for forgetting who it was, and to delete one that is not old enough.
    `object` and `scope` are words with an id ("invitation.12", "group.7"); `details` hold no personal data.
    """

    at = models.DateTimeField("wann", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="wer",
    )
    act = models.CharField("was", max_length=40)
    object = models.CharField("woran", max_length=40)
    scope = models.CharField("wo", max_length=40)
    details = models.JSONField("Einzelheiten", default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag"
        verbose_name_plural = "Protokoll"
        indexes = [models.Index(fields=["scope", "-at"], name="audit_by_scope")]

    def __str__(self):
        return f"Eintrag {self.pk}"

    @property
    def label(self):
        return labels.get(self.act, self.act)


def record(actor, act, *, object, scope, **details):
    """Writes down an act in the caller's transaction: a rolled-back act leaves no entry."""
    Entry.objects.create(actor=actor, act=act, object=object, scope=scope, details=details)
