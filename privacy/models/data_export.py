from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class DataExport(models.Model):
    """A person's data as a ZIP, made by a job and kept for a week. Another one takes its place."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_export"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    archive = models.BinaryField(null=True)

    class Meta:
        db_table = "home_dataexport"
        verbose_name = "Datenexport"
        verbose_name_plural = "Datenexporte"
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None, archive=None) | Q(made_at__isnull=False, archive__isnull=False),
                name="data_export_made_has_an_archive",
            )
        ]

    def __str__(self):
        return f"Datenexport {self.pk}"
