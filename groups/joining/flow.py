"""From a confirmed address to a membership, over all steps that a sign-in may take in between."""

import logging

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import User
from accounts.sign_in.sign_in import get_or_create_account, sign_in_by_code
from groups.joining import requests
from groups.joining.routes import Entrance
from groups.models import (
    ApprovalNeeded,
    Group,
    GroupClosed,
    Invitation,
    InvitationClosed,
    PendingJoin,
    Refusal,
)
from mail.outbox import send

logger = logging.getLogger("groups")

# What this browser's session remembers: whose codes it awaits, what was typed before, who has confirmed.
WAITING, TYPED, CONFIRMED = "join_wishes", "join_typed", "join_confirmed"


def may_ask(request, email):
    return within_limit(request, action="join", key=email)


def may_try(request):
    return within_limit(request, action="join_code")


def may_count(request):
    return bool(ratelimit.consume(request, action="join_opened"))


def within_limit(request, **what):
    allowed = bool(ratelimit.consume(request, **what))
    if not allowed:
        logger.warning("Joining", extra={"event": "join_limited", "limit": what["action"]})
    return allowed


@transaction.atomic
def begin(request, entrance, who, text):
    """Mails code and link, the same whether there is an account or not.

    `who`: what was typed in the form; `text`: the ConsentText to which the person agreed with it.
    """
    pending, code = PendingJoin.begin(
        group=entrance.group,
        invitation=entrance.invitation,
        asks=entrance.asks,
        consent_text=text,
        **who,
    )
    link = entrance.link_of(pending)
    send(
        pending.email,
        "join_code",
        {"code": code, "group": entrance.group, "link": link, "asks": entrance.asks},
    )
    request.session[WAITING] = request.session.get(WAITING, {}) | {entrance.slot: pending.pk}
    count(entrance, "codes_sent")
    log("join_code_sent", entrance)


@transaction.atomic
def enter_by_mail(request, entrance, who, text):
    """Whoever holds the key of a mailed invitation has confirmed the address to which it went, once.

    Returns the response of the sign-in, which may ask for a second factor, or None if the invitation is shut by now.
    """
    pending, _ = PendingJoin.begin(
        group=entrance.group,
        invitation=entrance.invitation,
        email=entrance.recipient.email,
        consent_text=text,
        **who,
    )
    lock_invitations(request, pending)
    open_now = entrance.invitation.recipients.open().filter(pk=entrance.recipient.pk, used_at=None)
    if not open_now.update(used_at=timezone.now()):
        pending.delete()
        return None
    return enter_by_link(request, pending)[1]


def waiting(request, entrance):
    """The wish for which this browser awaits a code, or None. It may have been confirmed elsewhere."""
    pk = request.session.get(WAITING, {}).get(entrance.slot)
    return entrance.wishes.filter(pk=pk).first() if pk else None


def typed_before(request, entrance):
    """What was last typed for this group, before going back to change it or being led to another entrance."""
    pks = {request.session.get(TYPED), *request.session.get(WAITING, {}).values()} - {None}
    pending = PendingJoin.objects.filter(pk__in=pks, group=entrance.group).order_by("pk").last()
    return pending.who if pending else {}


def start_again(request, entrance):
    wishes = dict(request.session.get(WAITING, {}))
    request.session[TYPED] = wishes.pop(entrance.slot, None)
    request.session[WAITING] = wishes


def enter_by_code(request, pending, code):
    """As `enter`; without a wish the answer is the one to a wrong code."""
    if pending is None:
        logger.warning("Joining", extra={"event": "join_code_rejected", "refusal": "unknown"})
        return Refusal.WRONG, None
    return enter(request, pending, lambda: pending.confirm(code))


def enter_by_link(request, pending):
    return enter(request, pending, pending.confirm_by_link)


@transaction.atomic
def enter(request, pending, confirm):
    """Confirms, signs in and joins or asks, all or nothing. `confirm` uses the wish up or says why not.

    Returns (refusal, response), one of them None. A second factor may come in between; `complete` joins after it.
    """
    entrance = Entrance.of(pending)
    if refusal := confirm():
        log("join_code_rejected", entrance, level=logging.WARNING, refusal=str(refusal))
        return refusal, None
    lock_invitations(request, pending)
    entrance = Entrance.of(
        PendingJoin.objects.select_related("group", "invitation__group").get(pk=pending.pk)
    )
    count(entrance, "confirmed")
    if entrance.is_shut and not User.objects.filter(email=pending.email).exists():
        # Nobody gets an account for a door that has closed meanwhile, but may ask without typing all again.
        log("join_refused", entrance, state=str(entrance.state))
        start_again(request, entrance)
        request.session[TYPED] = pending.pk
        return None, redirect(entrance.way_on)
    request.session[CONFIRMED] = pending.pk
    user = get_or_create_account(pending.email, name=pending.name, place=pending.place)
    return None, sign_in_by_code(request, user, entrance.way_on.address())


def lock_invitations(request, pending):
    """Of all that one code confirms, in one order, so that two people with the same two links do not wait in a circle.

    Groups come first, where one joins without an invitation, in the order of whoever changes links.
    """
    pks = request.session.get(WAITING, {}).values()
    wishes = PendingJoin.objects.filter(Q(pk=pending.pk) | Q(pk__in=pks, email=pending.email))
    groups = Group.objects.filter(pk__in=wishes.filter(invitation=None).values("group"))
    list(groups.order_by("pk").select_for_update(no_key=True))
    links = Invitation.objects.filter(pk__in=wishes.values("invitation"))
    list(links.order_by("pk").select_for_update())


def complete(request, user, **_):
    """Hears that a person has signed in, and keeps the promise of a confirmed code.

    What else they were waiting for in this browser, with the same address, is confirmed by it too.
    """
    pk = request.session.pop(CONFIRMED, None)
    others = request.session.pop(WAITING, {}).values()
    mine = PendingJoin.objects.select_related("group", "invitation__group", "consent_text").filter(
        email=user.email
    )
    confirmed = mine.filter(pk=pk).first()
    if confirmed is None:
        return
    fulfil(request, confirmed, user)
    for pending in mine.filter(pk__in=others).exclude(pk=pk).order_by("pk"):
        if pending.confirm_by_link() is None:
            fulfil(request, pending, user)


def fulfil(request, pending, user):
    entrance = Entrance.of(pending)
    if pending.asks and entrance.is_shut:
        log("join_refused", entrance, state=str(entrance.state), user=user.pk)
    elif pending.asks and entrance.approval_for(user):
        requests.ask(request, entrance, user, pending.reason, pending.consent_text)
    else:
        accept(request, entrance, user, pending.consent_text)


@transaction.atomic
def accept(request, entrance, user, text):
    """Makes a signed-in person, who agrees to the text, a member and says so.

    The entrance's own page says why that was not possible.
    """
    try:
        entrance.accept(user)
    except (InvitationClosed, GroupClosed):
        log("join_refused", entrance, state=str(entrance.state), user=user.pk)
    except ApprovalNeeded as needed:
        log("join_refused", entrance, state=str(needed.why), user=user.pk)
    else:
        text.agree(user)
        log("joined", entrance, user=user.pk)
        messages.success(
            request, f"Willkommen, {user.name}! Sie sind jetzt Mitglied der Gruppe „{entrance.group.title}“."
        )


def count(entrance, step):
    if entrance.invitation:
        Invitation.objects.filter(pk=entrance.invitation.pk).count_step(step)


def log_closed(entrance):
    """A dead link was opened. A key that does not exist is not logged: it may hold half of one that does."""
    if entrance:
        log("invitation_closed", entrance, state=str(entrance.state))
    else:
        logger.info("Joining", extra={"event": "invitation_unknown"})


def log(event, entrance, *, level=logging.INFO, **extra):
    invitation = entrance.invitation.pk if entrance.invitation else None
    extra = {"event": event, "group": entrance.group.pk, "invitation": invitation, **extra}
    logger.log(level, "Joining", extra=extra)
