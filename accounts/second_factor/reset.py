"""The way out for somebody who has lost the second factor: an admin takes it away, and everybody is signed out."""

import logging

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import Session, User
from audit.models import record
from mail.outbox import send

logger = logging.getLogger("accounts")


@transaction.atomic
def reset_second_factor(user, by=None):
    """Takes away app, passkeys and recovery codes and ends all sessions. Returns whether there was a second factor.

    `by`: the admin, or nobody for the command line.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    deleted, _ = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        return False
    end_sessions(user)
    # Somebody who shows the factor in this moment saves a session first and then looks whether the factor is still
    # there (accounts.sign_in.adapter): so once it is gone for all, all such sessions can be seen here.
    transaction.on_commit(lambda: end_sessions(user))
    record(by, Act.SECOND_FACTOR_RESET, object=f"user.{user.pk}", scope=ACCOUNTS)
    if user.is_active:
        send(user.email, "second_factor_reset", {"person": user})
    extra = {"event": "second_factor_reset", "user": user.pk, "by": by and by.pk}
    logger.warning("Second factor reset", extra=extra)
    return True


def end_sessions(user):
    Session.objects.filter(user=user).delete()
