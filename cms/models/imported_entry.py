from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ImportedEntry(models.Model):
    """What an entry of an imported file (cms/imports/) became, and how it read then.

    `file` without its ending; `key`: the list in the file and what names the entry there, such as "themes/klima".
    """

    file = models.CharField(max_length=50)
    key = models.CharField(max_length=500)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    target = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = "Importierter Eintrag"
        verbose_name_plural = "Importierte Einträge"
        constraints = [
            models.UniqueConstraint(fields=["file", "key"], name="imported_entry_once_per_file"),
        ]

    def __str__(self):
        return f"{self.file}.json: {self.key}"
