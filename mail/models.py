from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """A rendered mail in the queue. The row is deleted when the mail server has accepted it: no log of mails is kept."""

    to = models.EmailField("an")
    subject = models.CharField("Betreff", max_length=998)
    text = models.TextField("Text")
    html = models.TextField("HTML")
    headers = models.JSONField("Kopfzeilen", default=dict)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    failed_at = models.DateTimeField("gescheitert", null=True, blank=True)

    class Meta:
        verbose_name = "ausgehende Mail"
        verbose_name_plural = "ausgehende Mails"

    def __str__(self):
        return f"Mail {self.pk}"

    def transmit(self) -> None:
        """Sends the mail. Raises OSError (of which SMTPException is a subclass) if the mail server does not accept it."""
        message = EmailMultiAlternatives(
            self.subject, self.text, settings.DEFAULT_FROM_EMAIL, [self.to], headers=self.headers
        )
        message.attach_alternative(self.html, "text/html")
        if not message.send():
            raise SMTPException("The mailer sent nothing.")

    def note_failure(self, *, last: bool) -> None:
        """Counts a failed attempt; after the last one the mail is not tried again."""
        self.attempts += 1
        if last:
            self.failed_at = timezone.now()
        self.save(update_fields=["attempts", "failed_at"])
