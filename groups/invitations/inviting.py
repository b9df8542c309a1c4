"""Inviting people by mail: who of a list gets one, and who does not."""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from groups.audit_labels import Act
from groups.models import GroupClosed, Invitation, Problem, Recipient, Role
from groups.tasks import send_invitations

A_DAY = 3_000


class TooManyToday(Exception):
    """A group invites no more people on one day; `left` says how many it still may."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


logger = logging.getLogger("groups")


@transaction.atomic
def invite(group, by, lines, *, words="", role=Role.MEMBER):
    """Invites the person of each Line, unless something speaks against it, and sends the mails by a job.

    Returns the Invitation, whose recipients are the lines with what became of them. Raises GroupClosed, TooManyToday.
    """
    if not group.lock().is_open:
        raise GroupClosed
    left = A_DAY - group.recipients.of_today().count()
    if len(lines) > left:
        raise TooManyToday(left)
    label = f"Per Mail am {date_format(timezone.localtime(), 'j. F Y, G:i')} Uhr"
    invitation = Invitation.objects.create(
        group=group, is_personal=True, label=label, words=words, role=role, created_by=by, expires_at=None
    )
    recipients = [
        Recipient(group=group, invitation=invitation, line=number, problem=problem, **kept(line, problem))
        for number, (line, problem) in enumerate(sorted_out(group, lines), 1)
    ]
    Recipient.objects.bulk_create(recipients)
    number = sum(not recipient.problem for recipient in recipients)
    invitation.note(Act.MAIL_INVITED, by, number=number)
    send_invitations.defer(invitation_id=invitation.pk)
    logger.info("Inviting", extra={"event": "mail_invited", "group": group.pk, "number": number})
    return invitation


def kept(line, problem):
    """Where something went out, what was typed says no more than the address."""
    return {"email": line.email, "name": line.name, "typed": line.typed if problem else ""}


def sorted_out(group, lines):
    """Each line with its Problem. People who were invited before but did not answer in time are invited anew."""
    emails = {line.email for line in lines} - {""}
    members = set(group.memberships.filter(user__email__in=emails).values_list("user__email", flat=True))
    before = group.recipients.invited().filter(email__in=emails)
    declined = set(before.exclude(declined_at=None).values_list("email", flat=True))
    over = Q(expires_at__lte=timezone.now()) | Q(invitation__revoked_at__isnull=False)
    before.live().filter(over).update(withdrawn_at=timezone.now())
    invited = set(before.live().values_list("email", flat=True))
    recent = set(before.recent().values_list("email", flat=True))
    seen = set()
    for line in lines:
        reasons = {
            Problem.INVALID: not line.email,
            Problem.DOUBLE: line.email in seen,
            Problem.MEMBER: line.email in members,
            Problem.DECLINED: line.email in declined,
            Problem.INVITED: line.email in invited,
            Problem.RECENT: line.email in recent,
        }
        seen.add(line.email)
        yield line, next((problem for problem, is_so in reasons.items() if is_so), Problem.NONE)
