"""Accounts that nobody has used for a long time: announced by mail, then deleted. Signing in keeps an account."""

import logging
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from mail.outbox import send_mail
from privacy.deletion.start import is_last_admin, lock_for_deletion
from privacy.limits import DELETION_NOTICE, INACTIVITY_PERIOD, NOTICE_ATTEMPTS, NOTICES_PER_HOUR
from privacy.models import Erasure
from privacy.retention.loops import call_for_each

logger = logging.getLogger("privacy")

STAYS = "Schön, dass Sie wieder da sind. Ihr Konto bleibt bestehen."


def process_inactive_accounts(at_once=NOTICES_PER_HOUR):
    """At most `at_once` people of each kind, each in a transaction: a second run finds only what the first has left."""
    Erasure.objects.withdrawn().delete()
    call_for_each(announce_again, undelivered().values_list("pk", flat=True)[:at_once])
    to_announce = unused_since(timezone.now() - INACTIVITY_PERIOD + DELETION_NOTICE).filter(is_active=True)
    call_for_each(announce_deletion, longest_unused_first(to_announce)[:at_once])
    switched_off = unused_since(timezone.now() - INACTIVITY_PERIOD).filter(is_active=False)
    call_for_each(schedule_deletion, longest_unused_first(switched_off)[:at_once])


def unused_since(moment):
    """People of whom nothing is decided yet, whose last sign-in, or whose account if they never did, is older.

    Sessions end 30 days after signing in at the latest, so none of them is still there (accounts.models.session).
    """
    people = User.objects.alias(used_at=Coalesce("last_login", "date_joined"))
    return people.filter(used_at__lte=moment, erasure=None)


def longest_unused_first(people):
    return people.order_by("used_at", "pk").values_list("pk", flat=True)


def undelivered():
    return Erasure.objects.announced().filter(
        mail__failed_at__isnull=False, asked_at__gt=timezone.now() - NOTICE_ATTEMPTS
    )


@transaction.atomic
def announce_deletion(pk):
    """Mails the person when the account will be deleted; the Erasure and the mail come together or not at all."""
    lock_for_deletion(pk)
    unused = unused_since(timezone.now() - INACTIVITY_PERIOD + DELETION_NOTICE)
    person = unused.filter(pk=pk, is_active=True).first()
    # Other admins whose deletion is announced may be gone soon.
    if person is None or is_last_admin(pk, erasure=None):
        return
    send_announcement(Erasure(user=person, reason=Erasure.Reason.INACTIVITY))
    logger.info("Told of inactivity", extra={"event": "inactivity_told", "user": pk})


@transaction.atomic
def announce_again(erasure_pk):
    """Replaces an announcement that could not be delivered. The period of notice starts again with the new mail."""
    lock_for_deletion(User.objects.get(erasure=erasure_pk).pk)
    erasure = undelivered().filter(pk=erasure_pk).first()
    if erasure is not None:
        erasure.mail.delete()
        send_announcement(erasure)


def send_announcement(erasure):
    person, last_day = erasure.user, last_day_of(erasure.user)
    erasure.due_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
    erasure.mail = send_mail(person.email, "account_unused", {"person": person, "last_day": last_day})
    erasure.save()


def last_day_of(person):
    """The last date on which signing in keeps the account: after the notice and the whole period of inactivity."""
    used_at = person.last_login or person.date_joined
    return timezone.localdate(max(used_at + INACTIVITY_PERIOD, timezone.now() + DELETION_NOTICE))


@transaction.atomic
def schedule_deletion(pk):
    """For an account that an admin has switched off: its person cannot sign in, so there is no announcement."""
    lock_for_deletion(pk)
    person = unused_since(timezone.now() - INACTIVITY_PERIOD).filter(pk=pk, is_active=False).first()
    if person is not None:
        Erasure.objects.create(user=person, reason=Erasure.Reason.INACTIVITY)


def claim_due_erasure(erasure_pk):
    """Returns an erasure that is due, of whatever reason, with its person locked until the transaction ends.

    Returns None if it is not due: the person has signed in, is gone, or nobody else administrates the site.
    """
    user = User.objects.filter(erasure=erasure_pk).first()
    if user is None:
        return None
    lock_for_deletion(user.pk)
    # Read only now, under the lock: a sign-in that was under way has been committed.
    erasure = Erasure.objects.due().select_related("user").filter(pk=erasure_pk).first()
    if erasure and erasure.reason == Erasure.Reason.INACTIVITY and is_last_admin(user.pk):
        erasure.delete()
        logger.warning("The last admin stays", extra={"event": "last_admin_stays", "user": user.pk})
        return None
    return erasure


def cancel_on_sign_in(request, user, **_):
    """The receiver of allauth's and Django's signal of a sign-in: an announced deletion is cancelled."""
    announced = Erasure.objects.announced().filter(user=user)
    if announced.exists() and cancel_announced(announced, user):
        logger.info("Kept by signing in", extra={"event": "inactivity_over", "user": user.pk})
        messages.success(request, STAYS, fail_silently=True)


@transaction.atomic
def cancel_announced(announced, user):
    # Like whoever begins it, the person's row first.
    User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    return announced.delete()[0]
