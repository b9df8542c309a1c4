"""Requests to join a group, and the answers, with the mails that tell of them."""

import logging

from django.contrib import messages
from django.db import transaction
from django.urls import reverse

from accounts.models import SiteRole, User
from groups import access, notify
from groups.models import AlreadyDecided, Approval, AskedBefore, JoinRequest, Outcome, Role
from mail.outbox import send_mail

logger = logging.getLogger("groups")


@transaction.atomic
def ask_to_join(request, route, user, reason, text):
    """Stores the request and mails the leads, once however often it is sent. Does nothing for members.

    `text`: the ConsentText to which the person agrees with it.
    """
    text.agree(user)
    if access.is_member(user, route.group):
        return
    why = route.approval_for(user)
    # A link gives its role only to those whom it admits, not to those whom it refused.
    role = route.invitation.role_given if why == Approval.LINK else Role.MEMBER
    try:
        source = {"invitation": route.invitation, "mailing": route.mailing}
        asked, is_new = add_request(route.group, user, why=why, reason=reason, role=role, **source)
    except AskedBefore:
        return
    if not is_new:
        return
    notify_deciders(asked)
    log_event("join_requested", asked)
    messages.success(request, "Ihre Anfrage ist bei der Gruppenleitung.")


@transaction.atomic
def add_request(group, user, *, why, reason, role=Role.MEMBER, **source):
    """Stores a request to join, unless one waits. Returns (the waiting request, whether it is new). Mails nobody.

    `source`: invitation and mailing, by which the person came. Raises AskedBefore for ASK_AGAIN_AFTER after a decline.
    """
    mine = JoinRequest.objects.filter(group=group, user=user)
    if (last := mine.order_by("-pk").first()) and last.may_ask_again_at:
        raise AskedBefore(last)
    fields = {"why": why, "reason": reason, "role": role, **source}
    return mine.waiting().get_or_create(group=group, user=user, outcome=Outcome.WAITING, defaults=fields)


def notify_deciders(asked):
    deciders = deciding_people(asked.group)
    for person in deciders:
        send_mail(
            person.email, "join_request", {"asked": asked, "group": asked.group, "link": decide_url(asked)}
        )
    notify.notify_of_request(asked, deciders)


def deciding_people(group):
    """The active leads; without any, the site's admins, who act as leads."""
    leads = [lead for lead in group.leads if lead.is_active]
    return leads or User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)


def decide_url(asked):
    return reverse("groups:request-decide", args=[asked.group.slug, asked.pk])


@transaction.atomic
def approve_request(asked, lead):
    """Makes the person a member and mails them. Returns the membership. Raises AlreadyDecided or GroupClosed."""
    membership = asked._approve(lead)
    link = (asked.source or asked.group).after_joining_url
    send_mail(asked.user.email, "join_approved", {"asked": asked, "group": asked.group, "link": link})
    notify.notify_of_approval(asked, link)
    log_event("join_approved", asked, by=lead.pk)
    return membership


@transaction.atomic
def decline_request(asked, lead, words=""):
    """Declines the request and mails the person, with the lead's words. Raises AlreadyDecided."""
    asked._decline(lead, words)
    send_mail(asked.user.email, "join_declined", {"asked": asked, "group": asked.group, "words": words})
    notify.notify_of_decline(asked, words)
    log_event("join_declined", asked, by=lead.pk)


@transaction.atomic
def withdraw_request(group, user):
    """Ends the user's waiting request. Returns whether there was one."""
    asked = group.requests.waiting().filter(user=user).first()
    if asked is None:
        return False
    try:
        asked._withdraw()
    except AlreadyDecided:
        return False
    notify.withdraw_request(asked)
    log_event("join_withdrawn", asked)
    return True


def log_event(event, asked, **extra):
    extra = {"event": event, "group": asked.group_id, "request": asked.pk, "user": asked.user_id, **extra}
    logger.info("Joining", extra=extra)
