"""How an address comes onto the list."""

from django.db import transaction

from cms.models.newsletter import Subscriber
from mail.outbox import send_mail


@transaction.atomic
def ask_to_confirm(email):
    """The same for an address that is there already, but its mail says so: the page must not tell who gets it."""
    subscriber, _ = Subscriber.objects.get_or_create(email=email)
    headers = {
        "List-Unsubscribe": f"<{subscriber.leave_address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    send_mail(email, "newsletter_confirm", {"subscriber": subscriber}, headers=headers)
