import logging

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mail.limits import MAX_ATTEMPTS, UNDELIVERED_MAIL_RETENTION
from mail.models import OutgoingMail

logger = logging.getLogger("mail")


class NotDelivered(Exception):
    """Holds the class of the error only: the mail server's message may contain addresses."""


# Waits 4 s, 16 s, 64 s and so on.
RETRY = RetryStrategy(max_attempts=MAX_ATTEMPTS - 1, exponential_wait=4, retry_exceptions={NotDelivered})


@app.task(name="mail.deliver", retry=RETRY)
def deliver_mail(mail_id: int):
    """Sends one mail and deletes its row. A second run of the same job finds no row, or a locked one, and does nothing."""
    with transaction.atomic():
        waiting = OutgoingMail.objects.select_for_update(skip_locked=True).filter(failed_at=None)
        mail = waiting.filter(pk=mail_id).first()
        if mail is None:
            return
        try:
            mail.transmit()
        except OSError as error:
            failure = error
            mail.note_failure(last=mail.attempts + 1 >= MAX_ATTEMPTS)
        else:
            mail.delete()
            logger.info("Mail delivered", extra={"event": "mail_delivered", "mail": mail_id})
            return
    log_failure(mail, failure)
    raise NotDelivered(type(failure).__name__)


def log_failure(mail, failure):
    event = "mail_failed" if mail.failed_at else "mail_delayed"
    logger.log(
        logging.ERROR if mail.failed_at else logging.WARNING,
        "Mail not delivered",
        extra={
            "event": event,
            "mail": mail.pk,
            "attempts": mail.attempts,
            "error": type(failure).__name__,
            "code": getattr(failure, "smtp_code", None),
        },
    )


@app.periodic(cron="17 3 * * *")
@app.task(name="mail.delete_expired_mails", aliases=["mail.forget"])
def delete_expired_mails(timestamp: int):
    """Nightly: deletes mails that could not be delivered."""
    OutgoingMail.objects.filter(created_at__lt=timezone.now() - UNDELIVERED_MAIL_RETENTION).delete()
