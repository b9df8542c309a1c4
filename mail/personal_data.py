"""What is stored about the recipients of mails that are queued."""

from django.db.models.functions import Lower

from audit.processing_records import Area, Field, ProcessingRecord
from mail.models import OutgoingMail

AREA = Area.MESSAGES
IN_THE_MAIL = "was zugestellt wird; kann einen Code oder einen Link enthalten, der anmeldet"


def mails_to(user):
    return OutgoingMail.objects.alias(lower=Lower("to")).filter(lower__in=user.addresses)


PROCESSING_RECORDS = [
    ProcessingRecord(
        model="mail.OutgoingMail",
        title="E-Mails, die auf Zustellung warten",
        items={
            "to": Field("an", "dorthin geht die E-Mail"),
            "subject": Field("Betreff", IN_THE_MAIL, secret=True),
            "text": Field("Text", IN_THE_MAIL, secret=True),
            "html": Field("Text mit Gestaltung", IN_THE_MAIL, secret=True),
            "headers": Field("Kopfzeilen", IN_THE_MAIL, secret=True),
            "created_at": Field("angelegt", "begrenzt, wie lange es versucht wird"),
            "attempts": Field("Versuche", "begrenzt, wie oft es versucht wird"),
            "failed_at": Field("gescheitert", "wann nicht mehr versucht wird"),
        },
        other="id",
        lifetime="bis der Mailserver sie angenommen hat, höchstens 7 Tage; gesendete E-Mails verzeichnen wir nicht",
        of=mails_to,
    ),
]
