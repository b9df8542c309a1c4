"""Deletes queued mails to the addresses of an account that is deleted."""

from django.db.models.functions import Lower

from mail.models import OutgoingMail


def delete_mails_to(addresses: list[str]) -> None:
    """Delivered mails lie in the person's own mailbox (in the demo: $VAR/mailbox), which is not ours to empty."""
    mails = OutgoingMail.objects.annotate(lower=Lower("to"))
    mails.filter(lower__in=[address.lower() for address in addresses]).delete()
