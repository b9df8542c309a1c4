"""Mails on their way to somebody who is leaving are not sent any more."""

from django.db.models.functions import Lower

from mail.models import OutgoingMail


def forget(addresses):
    """What has been delivered lies in the person's own mailbox (in the demo: $VAR/mailbox), which is not ours to empty."""
    mails = OutgoingMail.objects.annotate(lower=Lower("to"))
    mails.filter(lower__in=[address.lower() for address in addresses]).delete()
