"""Who gets a place. Each verb locks the event first: of two for the last place one is in, the other on the list."""

import logging

from django.db import transaction

from cms.models.event_sign_up import EventSignUp, State
from mail.outbox import send_mail

logger = logging.getLogger("cms")


@transaction.atomic
def ask_to_confirm(event, details):
    """Mails a link to the address. Whoever is signed up already gets a mail that says so: the page must not tell."""
    event = event.lock()
    email = details["email"]
    sign_up = event.sign_ups.filter(email=email).first() or EventSignUp(event=event, email=email)
    if sign_up.is_in or sign_up.is_waiting:
        send_mail(email, "event_known", {"event": event, "sign_up": sign_up})
        return
    fill_in_details(sign_up, details).enter(State.PENDING)
    send_mail(email, "event_confirm", {"event": event, "sign_up": sign_up})


@transaction.atomic
def sign_up_member(event, user, details):
    """For somebody who is signed in. Returns the sign-up, or None if the event takes none any more."""
    event = event.lock()
    known = event.sign_ups.of(user)
    if sign_up := known.active().first():
        return sign_up
    if not event.registration_is_open:
        return None
    sign_up = known.filter(email=user.email).first() or EventSignUp(event=event, email=user.email)
    sign_up.user = user
    take_place(event, fill_in_details(sign_up, details))
    return sign_up


@transaction.atomic
def confirm(sign_up):
    """Follows the mailed link; does nothing for one that is confirmed or cancelled, or when no more are taken."""
    event = sign_up.event.lock()
    sign_up.refresh_from_db()
    if sign_up.may_be_confirmed and event.registration_is_open:
        take_place(event, sign_up)


@transaction.atomic
def cancel(sign_up, *, by_editor=False):
    """Gives the place to the first who waits. What was said about needs is of no use any more."""
    event = sign_up.event.lock()
    sign_up.refresh_from_db()
    if not (sign_up.is_in or sign_up.is_waiting):
        return
    sign_up.needs = ""
    sign_up.enter(State.CANCELLED)
    context = {"event": event, "sign_up": sign_up, "by_editor": by_editor}
    send_mail(sign_up.email, "event_cancelled", context)
    log_event("event_left", event)
    move_up(event)


@transaction.atomic
def give_up_places(user):
    """When the account is deleted, with its rows: others get the places. Sends the person no mail."""
    for sign_up in EventSignUp.objects.of(user).active().select_related("event").order_by("event"):
        event = sign_up.event.lock()
        sign_up.enter(State.CANCELLED)
        move_up(event)


@transaction.atomic
def follow_changes(event):
    """After its page was published: with more places those who wait move up; called off, all hear of it."""
    event = event.lock()
    if not event.is_cancelled:
        move_up(event)
        return
    for sign_up in event.sign_ups.active() if not event.is_over else ():
        sign_up.needs = ""
        sign_up.enter(State.CANCELLED)
        send_mail(sign_up.email, "event_called_off", {"event": event, "sign_up": sign_up})


def fill_in_details(sign_up, details):
    for name in ("name", "place", "needs"):
        setattr(sign_up, name, details[name])
    return sign_up


def take_place(event, sign_up):
    """Of a locked event."""
    sign_up.enter(State.WAITING if event.is_full else State.IN)
    template = "event_waiting" if sign_up.is_waiting else "event_confirmed"
    send_mail(sign_up.email, template, {"event": event, "sign_up": sign_up})
    log_event("event_joined", event)


def move_up(event):
    """Of a locked event: as many as there are free places, unless it has begun."""
    if event.has_begun or event.is_cancelled:
        return
    waiting = event.sign_ups.waiting()
    if event.capacity is not None:
        waiting = waiting[: max(0, event.capacity - event.count_places())]
    for sign_up in waiting:
        sign_up.enter(State.IN)
        send_mail(sign_up.email, "event_moved_up", {"event": event, "sign_up": sign_up})
        log_event("event_moved_up", event)


def log_event(event, page):
    logger.info("Event", extra={"event": event, "page": page.pk})
