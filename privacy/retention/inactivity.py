"""Accounts that nobody has used for a long time: told, then erased. Signing in keeps an account."""

import logging
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from mail.outbox import send
from privacy.deletion.start import is_last_admin, lock
from privacy.models import Erasure
from privacy.models.erasure import INACTIVE
from privacy.retention.loops import with_each

logger = logging.getLogger("privacy")

NOTICE = timedelta(days=30)
# In one hour: so many mails a mail server takes without suspicion.
AT_ONCE = 200
# A mail that cannot be delivered is tried anew for so long; then nobody reads there any more.
TRYING = timedelta(days=14)
STAYS = "Schön, dass Sie wieder da sind. Ihr Konto bleibt bestehen."


def go_through(at_once=AT_ONCE):
    """Every hour a number of people, each in a transaction: a second run finds only what the first has left."""
    Erasure.objects.withdrawn().delete()
    with_each(tell_again, undelivered().values_list("pk", flat=True)[:at_once])
    now = timezone.now()
    with_each(tell, in_order(unused_since(now - INACTIVE + NOTICE).filter(is_active=True))[:at_once])
    with_each(end, in_order(unused_since(now - INACTIVE).filter(is_active=False))[:at_once])


def unused_since(moment):
    """People of whom nothing is decided yet, whose last sign-in, or whose account if they never did, is older.

    Sessions end 30 days after signing in at the latest, so none of them is still there (accounts.models.session).
    """
    people = User.objects.alias(used_at=Coalesce("last_login", "date_joined"))
    return people.filter(used_at__lte=moment, erasure=None)


def in_order(people):
    return people.order_by("used_at", "pk").values_list("pk", flat=True)


def undelivered():
    return Erasure.objects.announced().filter(
        mail__failed_at__isnull=False, asked_at__gt=timezone.now() - TRYING
    )


@transaction.atomic
def tell(pk):
    """Mails the person when the account will go. Whoever was not told is not erased."""
    lock(pk)
    person = unused_since(timezone.now() - INACTIVE + NOTICE).filter(pk=pk, is_active=True).first()
    # Other admins who were told themselves may be gone soon.
    if person is None or is_last_admin(pk, erasure=None):
        return
    announce(Erasure(user=person, reason=Erasure.Reason.INACTIVITY))
    logger.info("Told of inactivity", extra={"event": "inactivity_told", "user": pk})


@transaction.atomic
def tell_again(erasure_pk):
    """The mail could not be delivered; with the new one the whole time begins anew."""
    lock(User.objects.get(erasure=erasure_pk).pk)
    erasure = undelivered().filter(pk=erasure_pk).first()
    if erasure is not None:
        erasure.mail.delete()
        announce(erasure)


def announce(erasure):
    person, last_day = erasure.user, last_day_of(erasure.user)
    erasure.due_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
    erasure.mail = send(person.email, "account_unused", {"person": person, "last_day": last_day})
    erasure.save()


def last_day_of(person):
    """On which one can still sign in: told 30 days before, and the account is kept for its whole time."""
    used_at = person.last_login or person.date_joined
    return timezone.localdate(max(used_at + INACTIVE, timezone.now() + NOTICE))


@transaction.atomic
def end(pk):
    """Whoever was shut out by an admin cannot keep the account by signing in, and needs no mail about it."""
    lock(pk)
    person = unused_since(timezone.now() - INACTIVE).filter(pk=pk, is_active=False).first()
    if person is not None:
        Erasure.objects.create(user=person, reason=Erasure.Reason.INACTIVITY)


def claim(erasure_pk):
    """An erasure that is due, of whatever reason, with its person locked until the transaction ends.

    Returns None if it is not: the person has signed in, is gone, or nobody else administrates the site.
    """
    user = User.objects.filter(erasure=erasure_pk).first()
    if user is None:
        return None
    lock(user.pk)
    # Only now: whoever was signing in has done so.
    erasure = Erasure.objects.due().select_related("user").filter(pk=erasure_pk).first()
    if erasure and erasure.reason == Erasure.Reason.INACTIVITY and is_last_admin(user.pk):
        erasure.delete()
        logger.warning("The last admin stays", extra={"event": "last_admin_stays", "user": user.pk})
        return None
    return erasure


def keep(request, user, **_):
    """The receiver of the signal that somebody has signed in: what was announced is off."""
    announced = Erasure.objects.announced().filter(user=user)
    if announced.exists() and take_back(announced, user):
        logger.info("Kept by signing in", extra={"event": "inactivity_over", "user": user.pk})
        messages.success(request, STAYS, fail_silently=True)


@transaction.atomic
def take_back(announced, user):
    # Like whoever begins it, the person's row first.
    User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    return announced.delete()[0]
