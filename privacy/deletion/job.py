"""The erasure of an account, by a job, in steps of which each can be done again."""

import logging

from django.db import transaction
from django.utils import timezone

import accounts.erasure
import forum.erasure
import groups.erasure
import mail.erasure
import notifications.erasure
from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import User
from audit.models import record
from mail.outbox import send
from privacy.deletion import columns, editorial, known_names, remaining_names, start
from privacy.models import Erasure
from privacy.records import third_party
from privacy.retention import inactivity

logger = logging.getLogger("privacy")

# How often threads are looked through because somebody has named the person meanwhile.
ROUNDS = 5


class Unfinished(Exception):
    """Others name the person faster than it can be forgotten; the next run goes on."""


def erase(erasure_pk):
    """Takes every trace of the person out of the database, then the account. A second run finds nothing."""
    erasure = begin(erasure_pk)
    if erasure is None:
        return
    gone = known_names.forgetting(erasure.user, erasure.names, erasure.here_since)
    groups.erasure.forget(gone.pk, gone.addresses)
    changed = set()
    for _ in range(ROUNDS):
        for pk in sorted(forum.erasure.threads(gone, erasure.keep_posts)):
            forum.erasure.forget(pk, gone, erasure.keep_posts)
            changed.add(pk)
        if finish(erasure_pk, gone, len(changed)):
            return
    raise Unfinished


@transaction.atomic
def begin(erasure_pk):
    """Shuts the account and notes what cannot be seen any more when it is broken off. None without a due erasure."""
    erasure = inactivity.claim(erasure_pk)
    if erasure is None:
        return None
    erasure.begun_at = erasure.begun_at or timezone.now()
    erasure.here_since = erasure.here_since or known_names.here_since(erasure.user)
    erasure.names = sorted({*erasure.names, *known_names.names_of(erasure.user)})
    erasure.save(update_fields=["begun_at", "here_since", "names"])
    start.shut(erasure.user)
    return erasure


@transaction.atomic
def finish(erasure_pk, gone, threads):
    """Everything else, and the account. Returns whether it is gone; not while threads name the person again."""
    user = User.objects.select_for_update().filter(pk=gone.pk).first()
    erasure = Erasure.objects.filter(pk=erasure_pk).first()
    if user is None or erasure is None:
        return True
    if forum.erasure.threads(gone, erasure.keep_posts):
        return False
    if not erasure.keep_posts:
        forum.erasure.delete_alone(gone.pk)
    forget(gone)
    tell(user, erasure, gone, threads)
    user.delete()
    return True


def forget(gone):
    mail.erasure.delete_mails_to(gone.addresses)
    groups.erasure.forget(gone.pk, gone.addresses)
    notifications.erasure.forget(gone.pk)
    accounts.erasure.forget(gone)
    columns.forget(gone)
    third_party.forget(gone)


def tell(user, erasure, gone, threads):
    """The log, those who have to look after what no machine decides, and the person for the last time."""
    number, links = remaining_names.places(gone)
    details = {"reason": erasure.reason, "keep_posts": erasure.keep_posts, "threads": threads, "left": number}
    record(None, Act.ACCOUNT_ERASED, object=f"user.{gone.pk}", scope=ACCOUNTS, **details)
    logger.info("Account erased", extra={"event": "account_erased", "user": gone.pk, **details})
    if number:
        logger.warning("Names left", extra={"event": "names_left", "user": gone.pk, "number": number})
        remaining_names.tell_admins(gone, number, links)
    pages = editorial.tell_editors(gone)
    send(user.email, "account_erased", {"erasure": erasure, "number": number, "pages": pages})
