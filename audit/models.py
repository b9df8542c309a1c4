from django.conf import settings
from django.db import models

from audit.labels import labels


class EntryQuerySet(models.QuerySet):
    def newest(self):
        return self.select_related("actor").order_by("-at", "-pk")


class Entry(models.Model):
    """One privileged act: who did what to which object, and when.

    The database refuses to change an entry, except for setting `actor` to null, and to delete one before ENTRY_RETENTION.
    `object` and `scope` are a kind with an id ("invitation.12", "group.7"); `details` hold no personal data.
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


def record_act(actor, act, *, object, scope, **details):
    """Adds an entry in the caller's transaction, so that an act that is rolled back leaves none."""
    Entry.objects.create(actor=actor, act=act, object=object, scope=scope, details=details)
