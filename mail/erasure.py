"""Mails on their way to a person whose account is deleted are not sent any more."""

from django.db.models.functions import Lower

from mail.models import OutgoingMail


def delete_waiting_mails(person):
    """What has been delivered lies in the person's own mailbox (in the demo: $VAR/mailbox)."""
    OutgoingMail.objects.annotate(lower=Lower("to")).filter(lower__in=person.addresses).delete()
