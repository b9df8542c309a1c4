from django.conf import settings
from django.db import models


class Removal(models.Model):
    """A lead has removed this person from the group: no link admits them again without approval.

    The row is deleted when the person becomes a member again (Group.admit).
    """

    group = models.ForeignKey(
        "groups.Group", on_delete=models.CASCADE, related_name="removals", db_index=False
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField("Grund", max_length=300, blank=True)
    removed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Entfernung"
        verbose_name_plural = "Entfernungen"
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="removal_once_per_group")]

    def __str__(self):
        return f"Entfernung {self.pk}"
