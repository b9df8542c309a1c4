from django.db import models


class SiteChange(models.Model):
    """A transaction that has changed what visitors see. Rows are written by triggers (caching/watched.py)."""

    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = "Änderung der Website"

    def __str__(self):
        return str(self.pk)
