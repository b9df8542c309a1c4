"""The deletion of an account, by a job, in steps of which each can be done again. See docs/decisions/0021."""

import logging

from django.db import transaction
from django.utils import timezone

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import User
from audit.models import record_act
from mail.outbox import send_mail
from privacy.deletion import start
from privacy.deletion.editorial_report import report_to_editors
from privacy.deletion.group_report import report_to_groups
from privacy.deletion.rows import erase_chosen, erase_rows
from privacy.models import Erasure
from privacy.retention import inactivity

logger = logging.getLogger("privacy")


def erase_person(erasure_pk):
    """Deletes the account of an erasure that is due, and all that refers to it. A second run finds nothing.

    Threads come first, each in its own transaction; all else and the account go in one. A run that is killed is
    repeated by `privacy.tasks.resume_jobs`: the account with its name and addresses is there until the end.
    """
    erasure = begin_erasure(erasure_pk)
    if erasure is None:
        return
    erase_chosen(erasure.user_id, erasure.keep_posts)
    finish_erasure(erasure_pk, erasure.user_id)


@transaction.atomic
def begin_erasure(erasure_pk):
    """Closes the account, so that nobody can mention the person any more. Returns None without a due erasure."""
    erasure = inactivity.claim_due_erasure(erasure_pk)
    if erasure is None:
        return None
    erasure.begun_at = erasure.begun_at or timezone.now()
    erasure.save(update_fields=["begun_at"])
    start.close_account(erasure.user)
    return erasure


@transaction.atomic
def finish_erasure(erasure_pk, person_id):
    """Everything but the threads, the reports, the last mail, and the account. Of two runs the second finds no account."""
    person = User.objects.select_for_update().filter(pk=person_id).first()
    erasure = Erasure.objects.filter(pk=erasure_pk).first()
    if person is None or erasure is None:
        return
    # Once more for posts that were being written while the account was closed.
    erase_chosen(person.pk, erasure.keep_posts)
    erase_rows(person)
    send_reports(person, erasure)
    person.delete()


def send_reports(person, erasure):
    """The audit log, those who decide about plain text that names the person, and the person for the last time."""
    details = {"reason": erasure.reason, "keep_posts": erasure.keep_posts}
    record_act(None, Act.ACCOUNT_ERASED, object=f"user.{person.pk}", scope=ACCOUNTS, **details)
    groups, pages = report_to_groups(person), report_to_editors(person)
    extra = {"event": "account_erased", "user": person.pk, **details, "groups": groups, "pages": pages}
    logger.info("Account erased", extra=extra)
    send_mail(person.email, "account_erased", {"erasure": erasure, "groups": groups, "pages": pages})
