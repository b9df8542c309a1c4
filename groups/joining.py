"""From a confirmed address to a membership, over all steps that a sign-in may take in between."""

import logging

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from accounts.models import User
from accounts.sign_in import account_of, sign_in_by_code
from groups import consent
from groups.models import InvitationClosed, PendingJoin, Refusal, State
from mail.outbox import send

logger = logging.getLogger("groups")

# What this browser's session remembers: whose code it awaits, what was typed before, who has confirmed.
WAITING, TYPED, CONFIRMED = "join_waiting", "join_typed", "join_confirmed"


def may_ask(request, email):
    return within_limit(request, action="join", key=email)


def may_try(request):
    return within_limit(request, action="join_code")


def within_limit(request, **what):
    allowed = bool(ratelimit.consume(request, **what))
    if not allowed:
        logger.warning("Joining", extra={"event": "join_limited", "limit": what["action"]})
    return allowed


@transaction.atomic
def begin(request, invitation, who):
    """Mails code and link, the same whether there is an account or not. `who`: email, name and place as typed."""
    pending, code = PendingJoin.begin(invitation, consent_version=consent.VERSION, **who)
    send(pending.email, "join_code", {"code": code, "group": invitation.group, "link": pending.link})
    request.session[WAITING] = pending.pk
    log("join_code_sent", invitation)


def waiting(request, invitation):
    """The wish to join for which this browser awaits a code, or None. It may have been confirmed elsewhere."""
    return remembered(request, invitation, WAITING)


def typed_before(request, invitation):
    """What was typed before the person went back to change it."""
    pending = remembered(request, invitation, TYPED)
    return pending.who if pending else {}


def remembered(request, invitation, what):
    pk = request.session.get(what)
    return PendingJoin.objects.filter(pk=pk, invitation=invitation).first() if pk else None


def start_again(request):
    request.session[TYPED] = request.session.pop(WAITING, None)


def enter_by_code(request, pending, code):
    """As `enter`; without a wish to join the answer is the one to a wrong code."""
    if pending is None:
        logger.warning("Joining", extra={"event": "join_code_rejected", "refusal": "unknown"})
        return Refusal.WRONG, None
    return enter(request, pending, lambda: pending.confirm(code))


def enter_by_link(request, pending):
    return enter(request, pending, pending.confirm_by_link)


@transaction.atomic
def enter(request, pending, confirm):
    """Confirms, signs in and joins, all or nothing. `confirm` uses the wish up or says why not.

    Returns (refusal, response), one of them None. A second factor may come in between; `complete` joins after it.
    """
    if refusal := confirm():
        log("join_code_rejected", pending.invitation, level=logging.WARNING, refusal=str(refusal))
        return refusal, None
    request.session.pop(WAITING, None)
    invitation = pending.invitation.lock()
    if invitation.state != State.OPEN and not User.objects.filter(email=pending.email).exists():
        # Nobody gets an account for a door that has closed meanwhile.
        log("join_refused", invitation, state=str(invitation.state))
        return None, redirect(invitation)
    request.session[CONFIRMED] = pending.pk
    user = account_of(pending.email, name=pending.name, place=pending.place)
    return None, sign_in_by_code(request, user, invitation.get_absolute_url())


def complete(request, user, **_):
    """Hears that a person has signed in, and keeps the promise of a confirmed code."""
    pk = request.session.pop(CONFIRMED, None)
    confirmed = PendingJoin.objects.select_related("invitation__group").filter(email=user.email)
    if pending := confirmed.filter(pk=pk).first():
        accept(request, pending.invitation, user, pending.consent_version)


def accept(request, invitation, user=None, consent_version=consent.VERSION):
    """Makes a signed-in person a member and says so; the invitation's own page says why that was not possible."""
    user = user or request.user
    try:
        invitation.accept(user, consent_version)
    except InvitationClosed as closed:
        log("join_refused", invitation, state=str(closed.state), user=user.pk)
        return
    log("joined", invitation, user=user.pk)
    messages.success(request, f"Willkommen, {user.name}! Sie sind jetzt Mitglied der Gruppe.")


def log_closed(invitation):
    """A dead link was opened. A key that does not exist is not logged: it may hold half of one that does."""
    if invitation:
        log("invitation_closed", invitation, state=str(invitation.state))
    else:
        logger.info("Joining", extra={"event": "invitation_unknown"})


def log(event, invitation, *, level=logging.INFO, **extra):
    extra = {"event": event, "group": invitation.group_id, "invitation": invitation.pk, **extra}
    logger.log(level, "Joining", extra=extra)
