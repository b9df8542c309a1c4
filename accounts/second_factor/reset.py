"""An admin takes a lost second factor away from an account, which signs it out everywhere."""

import logging

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import Session, User
from audit.models import record_act
from mail.outbox import send_mail

logger = logging.getLogger("accounts")


@transaction.atomic
def reset_second_factor(user, by=None):
    """Deletes app, passkeys and recovery codes and ends all sessions. Returns whether there was a second factor.

    `by`: the admin, or None for the command line.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    deleted, _ = Authenticator.objects.filter(user=user).delete()
    if not deleted:
        return False
    end_sessions_of(user)
    # A sign-in with this factor that is under way saves its session first and then checks that the factor still exists
    # (accounts.sign_in.adapter): so after the commit all such sessions are visible here.
    transaction.on_commit(lambda: end_sessions_of(user))
    record_act(by, Act.SECOND_FACTOR_RESET, object=f"user.{user.pk}", scope=ACCOUNTS)
    if user.is_active:
        send_mail(user.email, "second_factor_reset", {"person": user})
    extra = {"event": "second_factor_reset", "user": user.pk, "by": by and by.pk}
    logger.warning("Second factor reset", extra=extra)
    return True


def end_sessions_of(user):
    Session.objects.filter(user=user).delete()
