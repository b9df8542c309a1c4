"""Changing roles and ending memberships, with the mails to the people concerned."""

import logging

from django.db import transaction

from groups.audit_labels import Act
from groups.models import GroupClosed
from groups.rights import Role
from mail.outbox import send_mail

logger = logging.getLogger("groups")


@transaction.atomic
def change_role(member, role, lead):
    """Gives the member a role. Returns whether that changes anything. Raises LastLead and Membership.DoesNotExist."""
    if not member._appoint(role, lead):
        return False
    if member.user_id != lead.pk:
        mail_role(member, lead)
    log_event("role_changed", member, by=lead.pk, role=role)
    return True


@transaction.atomic
def appoint_lead(group, user, by):
    """Makes a user a lead, who may be no member yet. Returns whether that changes anything. Raises GroupClosed."""
    member, former = make_lead(group, user, by)
    if former == Role.LEAD:
        return False
    if user.pk != by.pk:
        mail_role(member, by, "role_changed" if former else "member_appointed")
    log_event("role_changed" if former else "member_appointed", member, by=by.pk, role=Role.LEAD)
    return True


def make_lead(group, user, by):
    """Returns (membership, the former Role or None). Raises GroupClosed for one who was no member."""
    group = group.lock()
    member = group.memberships.filter(user=user).first()
    if member is None and not group.is_open:
        raise GroupClosed
    if member is None:
        member, is_new = group.admit(user, role=Role.LEAD)
        if is_new:
            member.note(Act.MEMBER_APPOINTED, by)
            return member, None
    former = member.role
    member._appoint(Role.LEAD, by)
    return member, former


@transaction.atomic
def remove_member(member, lead, reason, who="die Gruppenleitung"):
    """Removes a member. `who`: the remover in German, for the mail. Raises StillLeads and Membership.DoesNotExist."""
    member.end(by=lead, reason=reason)
    mail_member(member, "member_removed", reason=reason, who=who)
    log_event("membership_ended", member, by=lead.pk)


@transaction.atomic
def leave_group(member, successor=None):
    """Ends a membership at the person's wish; `successor`: the membership that becomes a lead before.

    Raises LastLead and Membership.DoesNotExist.
    """
    member._leave(successor)
    if successor:
        mail_role(successor, member.user)
    log_event("membership_left", member)


def mail_role(member, lead, mail="role_changed"):
    mail_member(member, mail, lead=lead, link=member.group.get_absolute_url())


def mail_member(member, mail, **context):
    if member.user.is_active:
        send_mail(member.user.email, mail, {"group": member.group, "member": member, **context})


def log_event(event, member, **extra):
    extra = {"event": event, "group": member.group_id, "user": member.user_id, **extra}
    logger.info("Members", extra=extra)
