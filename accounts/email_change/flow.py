"""Changing one's address: two mails, and the change when both mailboxes have confirmed it."""

import logging
from enum import Enum

from allauth.core import ratelimit
from django.db import transaction
from django.urls import reverse

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import EmailChange, User
from accounts.models.email_change import Side
from audit.models import record_act
from mail.outbox import send_mail

logger = logging.getLogger("accounts")


class Outcome(Enum):
    """What a link was good for."""

    WAITING = "waiting"
    CHANGED = "changed"
    TAKEN = "taken"
    STOPPED = "stopped"
    OVER = "over"


def may_ask(request, email):
    """Counts the mails that a person has us send, and those to one address."""
    return ratelimit.consume(request, action="email_change", user=request.user) and ratelimit.consume(
        request, action="email_change_to", key=email
    )


@transaction.atomic
def ask_both(user, email):
    """Mails the links. An address with an account gets another mail, so that only its owner learns of that account."""
    change = EmailChange.start(user, email)
    send_mail(user.email, "email_change_old", {"email": email, "link": make_link(change, Side.OLD)})
    if User.objects.filter(email=email).exists():
        send_mail(email, "email_change_taken", {})
    else:
        send_mail(email, "email_change_new", {"link": make_link(change, Side.NEW)})
    log_step("email_change_asked", user)


def make_link(change, side):
    return reverse("account_email_confirm", args=[change.token(side)])


@transaction.atomic
def confirm_change(change, side):
    """Confirms for this side; with both the address changes. Returns the Outcome."""
    change = EmailChange.locked(change)
    if change is None:
        return Outcome.OVER
    change.confirm(side)
    log_step(f"email_change_confirmed_{side}", change.user)
    return apply_change(change) if change.is_confirmed else Outcome.WAITING


def apply_change(change):
    user, old = change.user, change.user.email
    if not change.apply():
        log_step("email_change_taken", user)
        return Outcome.TAKEN
    record_act(user, Act.EMAIL_CHANGED, object=f"user.{user.pk}", scope=ACCOUNTS)
    for address in (old, change.email):
        send_mail(address, "email_changed", {"email": change.email})
    log_step("email_changed", user)
    return Outcome.CHANGED


@transaction.atomic
def stop_change(change):
    """Ends all links. Returns False if the change is over already."""
    change = EmailChange.locked(change)
    if change:
        change.delete()
        log_step("email_change_stopped", change.user)
    return change is not None


def log_step(event, user):
    logger.info("Address", extra={"event": event, "user": user.pk})
