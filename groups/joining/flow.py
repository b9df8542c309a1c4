"""From a confirmed address to a membership, across all steps of a sign-in.

A form stores a PendingSignup and mails a code and a link; either confirms the address and signs in; after the sign-in,
which may ask for a second factor, the person joins or their request is stored. See docs/decisions/0004.
"""

import logging

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import User
from accounts.sign_in.known_device import may_mail_code
from accounts.sign_in.sign_in import get_or_create_account, sign_in_by_code
from groups.joining import requests
from groups.joining.routes import JoinRoute
from groups.models import (
    ApprovalNeeded,
    Group,
    GroupClosed,
    Invitation,
    InvitationClosed,
    Mailing,
    PendingSignup,
    Refusal,
)
from mail.outbox import send_mail

logger = logging.getLogger("groups")

# What JoinRoute.of_signup reads of a PendingSignup.
OF_ROUTE = ("group", "invitation__group", "mailing__group")

# Keys of the session. Sessions outlive an update, so the values never change.
# {JoinRoute.session_key: key of the PendingSignup whose code this browser awaits}
WAITING = "join_wishes"
# Key of the PendingSignup whose details fill the next form.
LAST_SUBMITTED = "join_typed"
# Key of the PendingSignup that was confirmed before the second factor.
CONFIRMED = "join_confirmed"


def may_ask(request, email):
    return log_limit("join", may_mail_code(request, email, "join"))


def may_try(request):
    return log_limit("join_code", bool(ratelimit.consume(request, action="join_code")))


def may_count(request):
    return bool(ratelimit.consume(request, action="join_opened"))


def log_limit(limit, allowed):
    if not allowed:
        logger.warning("Joining", extra={"event": "join_limited", "limit": limit})
    return allowed


@transaction.atomic
def start_signup(request, route, details, text):
    """Stores what was submitted and mails code and link, the same whether there is an account or not.

    `details`: email, name, place and for a request reason; `text`: the ConsentText to which the person agreed.
    """
    signup, code = PendingSignup.start(
        group=route.group,
        invitation=route.invitation,
        mailing=route.mailing,
        asks=route.asks,
        consent_text=text,
        **details,
    )
    link = route.confirm_url(signup)
    context = {"code": code, "group": route.group, "link": link, "asks": route.asks}
    send_mail(signup.email, "join_code", context)
    request.session[WAITING] = request.session.get(WAITING, {}) | {route.session_key: signup.pk}
    count_step(route, "codes_sent")
    log_event("join_code_sent", route)


@transaction.atomic
def sign_in_by_mailed_key(request, route, details, text):
    """Signs in a person by the key of a mailed invitation, which confirms its address, once.

    Returns the response of the sign-in, which may ask for a second factor, or None if the invitation has closed.
    """
    signup, _ = PendingSignup.start(
        group=route.group,
        mailing=route.mailing,
        email=route.email_invitation.email,
        consent_text=text,
        **details,
    )
    lock_for_signup(request, signup)
    mine = route.mailing.email_invitations.open().filter(pk=route.email_invitation.pk, used_at=None)
    if not mine.update(used_at=timezone.now()):
        signup.delete()
        return None
    return confirm_by_link(request, signup)[1]


def find_waiting(request, route):
    """The PendingSignup whose code this browser awaits on this route, or None. It may be confirmed already."""
    pk = request.session.get(WAITING, {}).get(route.session_key)
    return route.signups.filter(pk=pk).first() if pk else None


def last_submitted_details(request, route):
    """What was last submitted for this group in this browser, to fill the form again; empty if nothing was."""
    pks = {request.session.get(LAST_SUBMITTED), *request.session.get(WAITING, {}).values()} - {None}
    signup = PendingSignup.objects.filter(pk__in=pks, group=route.group).order_by("pk").last()
    return signup.details if signup else {}


def stop_waiting(request, route):
    """The browser awaits no code on this route any more; what was submitted fills the next form."""
    waiting = dict(request.session.get(WAITING, {}))
    request.session[LAST_SUBMITTED] = waiting.pop(route.session_key, None)
    request.session[WAITING] = waiting


def confirm_by_code(request, signup, code):
    """As confirm_and_sign_in. Without a signup the answer is the same as to a wrong code."""
    if signup is None:
        logger.warning("Joining", extra={"event": "join_code_rejected", "refusal": "unknown"})
        return Refusal.WRONG, None
    return confirm_and_sign_in(request, signup, lambda: signup.confirm(code))


def confirm_by_link(request, signup):
    return confirm_and_sign_in(request, signup, signup.confirm_by_link)


@transaction.atomic
def confirm_and_sign_in(request, signup, confirm):
    """Confirms, signs in and joins or asks, all or nothing. `confirm` marks the signup as used or returns a Refusal.

    Returns (Refusal, None) or (None, response). complete_signups joins after the sign-in, which may take more steps.
    """
    route = JoinRoute.of_signup(signup)
    if refusal := confirm():
        log_event("join_code_rejected", route, level=logging.WARNING, refusal=str(refusal))
        return refusal, None
    lock_for_signup(request, signup)
    current = PendingSignup.objects.select_related(*OF_ROUTE).get(pk=signup.pk)
    route = JoinRoute.of_signup(current)
    count_step(route, "confirmed")
    if route.is_closed and not User.objects.filter(email=signup.email).exists():
        # No account is made for a route that has closed meanwhile; the form to ask is filled with what was submitted.
        log_event("join_refused", route, state=str(route.state))
        stop_waiting(request, route)
        request.session[LAST_SUBMITTED] = signup.pk
        return None, redirect(route.next_route)
    request.session[CONFIRMED] = signup.pk
    user = get_or_create_account(signup.email, name=signup.name, place=signup.place)
    return None, sign_in_by_code(request, user, route.next_route.url())


def lock_for_signup(request, signup):
    """Locks the groups, then links, then mailings of all signups that one code confirms, each ordered by key.

    So two people with the same two links do not deadlock. Groups are locked where one joins without an invitation,
    in the order of changes to links.
    """
    pks = request.session.get(WAITING, {}).values()
    signups = PendingSignup.objects.filter(Q(pk=signup.pk) | Q(pk__in=pks, email=signup.email))
    groups = Group.objects.filter(pk__in=signups.filter(invitation=None).values("group"))
    list(groups.order_by("pk").select_for_update(no_key=True))
    for model, name in ((Invitation, "invitation"), (Mailing, "mailing")):
        list(model.objects.filter(pk__in=signups.values(name)).order_by("pk").select_for_update())


def complete_signups(request, user, **_):
    """Receiver of allauth's user_logged_in: joins or asks for the signup that was confirmed before.

    It also confirms the other signups of this browser with the same address.
    """
    pk = request.session.pop(CONFIRMED, None)
    others = request.session.pop(WAITING, {}).values()
    related = PendingSignup.objects.select_related(*OF_ROUTE, "consent_text")
    mine = related.filter(email=user.email)
    confirmed = mine.filter(pk=pk).first()
    if confirmed is None:
        return
    join_or_ask(request, confirmed, user)
    for signup in mine.filter(pk__in=others).exclude(pk=pk).order_by("pk"):
        if signup.confirm_by_link() is None:
            join_or_ask(request, signup, user)


def join_or_ask(request, signup, user):
    route = JoinRoute.of_signup(signup)
    if signup.asks and route.is_closed:
        log_event("join_refused", route, state=str(route.state), user=user.pk)
    elif signup.asks and route.approval_for(user):
        requests.ask_to_join(request, route, user, signup.reason, signup.consent_text)
    else:
        join_group(request, route, user, signup.consent_text)


@transaction.atomic
def join_group(request, route, user, text):
    """Makes a signed-in person, who agrees to the ConsentText, a member, with a message.

    If that is not possible, only logs it: the route's page, which follows, says why.
    """
    try:
        route.join(user)
    except (InvitationClosed, GroupClosed):
        log_event("join_refused", route, state=str(route.state), user=user.pk)
    except ApprovalNeeded as needed:
        log_event("join_refused", route, state=str(needed.why), user=user.pk)
    else:
        text.agree(user)
        log_event("joined", route, user=user.pk)
        messages.success(
            request, f"Willkommen, {user.name}! Sie sind jetzt Mitglied der Gruppe „{route.group.title}“."
        )


def count_step(route, step):
    if route.invitation:
        Invitation.objects.filter(pk=route.invitation.pk).count_step(step)


def log_closed(route):
    """Logs that a closed route was opened. An unknown key is not logged: it may be a truncated valid one."""
    if route:
        log_event("invitation_closed", route, state=str(route.state))
    else:
        logger.info("Joining", extra={"event": "invitation_unknown"})


def log_event(event, route, *, level=logging.INFO, **extra):
    of = {"group": route.group, "invitation": route.invitation, "mailing": route.mailing}
    extra = {"event": event, **{name: row.pk for name, row in of.items() if row}, **extra}
    logger.log(level, "Joining", extra=extra)
