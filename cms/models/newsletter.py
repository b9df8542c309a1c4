from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

CONFIRM, UNSUBSCRIBE = "newsletter.confirm", "newsletter.unsubscribe"


class Subscriber(models.Model):
    """An address that gets the newsletter from the moment when its owner has confirmed it by the mailed link."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    created_at = models.DateTimeField("eingetragen", auto_now_add=True)
    confirmed_at = models.DateTimeField("bestätigt", null=True, blank=True)

    class Meta:
        verbose_name = "Adresse für den Newsletter"
        verbose_name_plural = "Adressen für den Newsletter"
        ordering = ["-confirmed_at", "email"]

    def __str__(self):
        return self.email

    @classmethod
    def find(cls, token, purpose):
        """The Subscriber of a signed link, or None: forged, or no longer there."""
        try:
            return cls.objects.filter(pk=signing.loads(token, salt=purpose)).first()
        except signing.BadSignature:
            return None

    @property
    def confirm_path(self):
        return reverse("newsletter:confirm", args=[signing.dumps(self.pk, salt=CONFIRM)])

    @property
    def unsubscribe_path(self):
        return reverse("newsletter:unsubscribe", args=[signing.dumps(self.pk, salt=UNSUBSCRIBE)])

    @property
    def leave_address(self):
        """The link that every issue has to carry."""
        return f"{settings.BASE_URL}{self.unsubscribe_path}"

    def confirm(self):
        """Keeps the first time."""
        Subscriber.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=timezone.now())
