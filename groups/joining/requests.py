"""Asking to be let in, and the answer: who hears of it, and how."""

import logging

from django.contrib import messages
from django.db import transaction
from django.urls import reverse

from accounts.models import SiteRole, User
from groups import access
from groups.models import AlreadyDecided, Approval, AskedBefore, Role
from mail.outbox import send

logger = logging.getLogger("groups")


@transaction.atomic
def ask(request, entrance, user, reason, text):
    """Puts the request before the leads of the group, once however often it is sent. Members need not ask.

    `text`: the ConsentText to which the person agrees with it.
    """
    text.agree(user)
    if access.is_member(user, entrance.group):
        return
    why = entrance.approval_for(user)
    # A link gives its role only to those to whom it was given, not to those whom it turned away.
    role = entrance.invitation.role_given if why == Approval.LINK else Role.MEMBER
    try:
        asked, is_new = entrance.group.ask(
            user, why=why, reason=reason, invitation=entrance.invitation, role=role
        )
    except AskedBefore:
        return
    if not is_new:
        return
    for person in who_decides(entrance.group):
        send(person.email, "join_request", {"asked": asked, "group": asked.group, "link": address(asked)})
    log("join_requested", asked)
    messages.success(request, "Ihre Anfrage ist bei der Gruppenleitung.")


def who_decides(group):
    """The leads; without any, the site's admins, who stand in for them."""
    leads = [lead for lead in group.leads if lead.is_active]
    return leads or User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)


def address(asked):
    return reverse("groups:request-decide", args=[asked.group.slug, asked.pk])


@transaction.atomic
def approve(asked, lead):
    """Raises AlreadyDecided."""
    asked.approve(lead)
    send(asked.user.email, "join_approved", {"asked": asked, "group": asked.group, "link": landing_of(asked)})
    log("join_approved", asked, by=lead.pk)


@transaction.atomic
def decline(asked, lead, words):
    """Raises AlreadyDecided."""
    asked.decline(lead, words)
    send(asked.user.email, "join_declined", {"asked": asked, "group": asked.group, "words": words})
    log("join_declined", asked, by=lead.pk)


@transaction.atomic
def withdraw(group, user):
    """Whether there was a request that waited."""
    asked = group.requests.waiting().filter(user=user).first()
    if asked is None:
        return False
    try:
        asked.withdraw()
    except AlreadyDecided:
        return False
    log("join_withdrawn", asked)
    return True


def landing_of(asked):
    return (asked.invitation or asked.group).landing_url


def log(event, asked, **extra):
    extra = {"event": event, "group": asked.group_id, "request": asked.pk, "user": asked.user_id, **extra}
    logger.info("Joining", extra=extra)
