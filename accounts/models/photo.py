import uuid

from django.conf import settings
from django.db import models


class Photo(models.Model):
    """A person's photo in the database (docs/decisions/0013): square WebP, without metadata, SMALL and LARGE pixels wide.

    A new photo has a new key, so that browsers may cache photos for ever.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    small = models.BinaryField()
    large = models.BinaryField()

    SMALL, LARGE = 96, 320

    class Meta:
        verbose_name = "Foto"
        verbose_name_plural = "Fotos"

    def __str__(self):
        return f"Foto {self.pk}"
