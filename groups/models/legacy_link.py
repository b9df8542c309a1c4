from django.db import models


class LegacyLink(models.Model):
    """An invite link of the predecessor platform. It stands in mails and on paper, so it keeps leading to the group."""

    token = models.CharField("Token", max_length=64, unique=True)
    space_id = models.PositiveIntegerField("Nummer des Raums")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="legacy_links")

    class Meta:
        verbose_name = "Link der Vorgängerplattform"
        verbose_name_plural = "Links der Vorgängerplattform"

    def __str__(self):
        return f"Altlink {self.pk}"
