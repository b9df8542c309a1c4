"""The mails to people who were invited: the first, one reminder, and the same again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from groups.audit_labels import Act
from groups.models import Recipient
from groups.models.recipient import LASTS
from mail.outbox import send


@transaction.atomic
def deliver(pk):
    """Mails one invitation; a second run of the same job finds it sent, withdrawn or locked, and does nothing."""
    waiting = Recipient.objects.unsent().select_for_update(of=["self"], skip_locked=True)
    recipient = waiting.select_related("group", "invitation__created_by").filter(pk=pk).first()
    if recipient:
        recipient.sent(mail_to(recipient))


@transaction.atomic
def remind(pk):
    waiting = Recipient.objects.to_remind().select_for_update(of=["self"], skip_locked=True)
    recipient = waiting.select_related("group", "invitation__created_by").filter(pk=pk).first()
    if recipient:
        recipient.reminded(mail_to(recipient, reminds=True))


@transaction.atomic
def send_again(recipient, by):
    """The same mail, valid from now. Raises InvitationUsed or TooSoon."""
    row = recipient.lock()
    row.check_again()
    row.sent(mail_to(row))
    row.invitation.note(Act.MAIL_RESENT, by, recipient=row.pk)


def mail_to(recipient, *, reminds=False):
    """Queues the invitation, or the reminder of it, with a way to decline that mail programs offer, too (RFC 8058)."""
    key = recipient.key
    decline = reverse("groups:invitation-decline", args=[key])
    return send(
        recipient.email,
        "mail_invitation",
        {
            "recipient": recipient,
            "invitation": recipient.invitation,
            "group": recipient.group,
            "ends": recipient.expires_at if reminds else timezone.now() + LASTS,
            "reminds": reminds,
            "link": reverse("groups:invitation", args=[key]),
            "decline": decline,
        },
        headers={
            "List-Unsubscribe": f"<{settings.BASE_URL}{decline}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
