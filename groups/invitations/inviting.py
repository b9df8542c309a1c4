"""Inviting a list of people by mail, and rejecting the lines to which no mail goes."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from groups import limits
from groups.audit_labels import Act
from groups.models import EmailInvitation, GroupClosed, Mailing, RejectReason, Role
from groups.tasks import send_mailing

logger = logging.getLogger("groups")


class TooManyToday(Exception):
    """The group would exceed MAILING_MAX_PER_DAY; `left` is how many people it may still invite."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


@transaction.atomic
def invite_people(group, by, lines, *, words="", role=Role.MEMBER):
    """Stores a mailing with one row for each Line, and sends the mails by a job.

    Returns the Mailing. Raises GroupClosed, TooManyToday.
    """
    if not group.lock().is_open:
        raise GroupClosed
    left = limits.MAILING_MAX_PER_DAY - group.email_invitations.of_last_day().count()
    if len(lines) > left:
        raise TooManyToday(left)
    label = f"Per E-Mail am {date_format(timezone.localtime(), 'j. F Y, G:i')} Uhr"
    mailing = Mailing.objects.create(group=group, label=label, words=words, role=role, created_by=by)
    reasons = reject_reasons(group, lines)
    emails = {line.email for line in lines} - {""}
    group.email_invitations.invited().filter(email__in=emails).withdraw_replaced()
    rows = [
        EmailInvitation(group=group, mailing=mailing, line=number, **fields_of(line, reason))
        for number, (line, reason) in enumerate(zip(lines, reasons, strict=True), 1)
    ]
    EmailInvitation.objects.bulk_create(rows)
    number = sum(not row.reject_reason for row in rows)
    mailing.note(Act.MAIL_INVITED, by, number=number)
    send_mailing.defer(mailing_id=mailing.pk)
    logger.info("Inviting", extra={"event": "mail_invited", "group": group.pk, "number": number})
    return mailing


def fields_of(line, reason):
    """The model fields of a Line. The original text is stored only if the line was rejected."""
    original = line.original if reason else ""
    return {"email": line.email, "name": line.name, "original_text": original, "reject_reason": reason}


def reject_reasons(group, lines):
    """A list with the RejectReason of each Line."""
    emails = {line.email for line in lines} - {""}
    members = set(group.memberships.filter(user__email__in=emails).values_list("user__email", flat=True))
    before = group.email_invitations.invited().filter(email__in=emails)
    declined = set(before.exclude(declined_at=None).values_list("email", flat=True))
    invited = set(before.admitting().values_list("email", flat=True))
    recent = set(before.recent().values_list("email", flat=True))
    seen, reasons = set(), []
    for line in lines:
        holds = {
            RejectReason.INVALID: not line.email,
            RejectReason.DOUBLE: line.email in seen,
            RejectReason.MEMBER: line.email in members,
            RejectReason.DECLINED: line.email in declined,
            RejectReason.INVITED: line.email in invited,
            RejectReason.RECENT: line.email in recent,
        }
        seen.add(line.email)
        reasons.append(next((reason for reason in holds if holds[reason]), RejectReason.NONE))
    return reasons
