"""The mails to invited people: the first, one reminder, and the first again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from groups import limits, notify
from groups.audit_labels import Act
from groups.models import EmailInvitation
from mail.outbox import send_mail


@transaction.atomic
def send_invitation(pk):
    """Mails one invitation. Does nothing if it is sent, withdrawn, or locked by another run of the job."""
    invited = lock_row(EmailInvitation.objects.unsent(), pk)
    if invited:
        invited.mark_sent(queue_mail(invited))
        notify.notify_of_invitation(invited)


@transaction.atomic
def send_reminder(pk):
    """Mails one reminder. Does nothing if none is due, or if the row is locked by another run of the job."""
    invited = lock_row(EmailInvitation.objects.to_remind(), pk)
    if invited:
        invited.mark_reminded(queue_mail(invited, reminds=True))


def lock_row(rows, pk):
    free = rows.select_for_update(of=["self"], skip_locked=True)
    return free.select_related("group", "mailing__created_by").filter(pk=pk).first()


@transaction.atomic
def send_again(invited, by):
    """Sends the same mail again; its key is valid for another full term. Raises InvitationUsed or TooSoon."""
    row = invited.lock()
    row.check_may_be_sent_again()
    row.mark_sent(queue_mail(row))
    row.mailing.note(Act.MAIL_RESENT, by, email_invitation=row.pk)


def queue_mail(invited, *, reminds=False):
    """Queues the invitation or its reminder; mail programs offer its link to decline, too (RFC 8058)."""
    key = invited.key
    decline = reverse("groups:invitation-decline", args=[key])
    ends = invited.expires_at if reminds else timezone.now() + limits.EMAIL_INVITATION_LIFETIME
    return send_mail(
        invited.email,
        "mail_invitation",
        {
            "email_invitation": invited,
            "mailing": invited.mailing,
            "group": invited.group,
            "ends": ends,
            "reminds": reminds,
            "link": reverse("groups:invitation", args=[key]),
            "decline": decline,
        },
        headers={
            "List-Unsubscribe": f"<{settings.BASE_URL}{decline}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
