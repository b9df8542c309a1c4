"""Before an account is erased: what is in the way, and the moment from which it is over."""

import logging
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import SiteRole, User
from audit.models import record
from groups.models import Group, Membership, Outcome, Role
from groups.notify import withdraw_request
from mail.outbox import send
from privacy.models import Erasure

logger = logging.getLogger("privacy")


class LeadsAlone(Exception):
    """Groups with other members would have no lead any more; `groups` says which."""

    def __init__(self, groups):
        super().__init__(len(groups))
        self.groups = groups


class LastAdmin(Exception):
    """Nobody would administrate the site any more."""


class LedAlone(NamedTuple):
    """Groups that only this person leads: those with other members, and those without."""

    peopled: list
    empty: list


def led_alone(user):
    others = Membership.objects.filter(group=OuterRef("pk"), user__is_active=True).exclude(user=user)
    leads = Membership.objects.filter(group=OuterRef("pk"), user=user, role=Role.LEAD)
    groups = Group.objects.existing().filter(Exists(leads)).exclude(Exists(others.filter(role=Role.LEAD)))
    found = list(groups.annotate(is_peopled=Exists(others)))
    return LedAlone(
        [group for group in found if group.is_peopled], [group for group in found if not group.is_peopled]
    )


def is_last_admin(pk, **others):
    """Whether nobody else administrates the site, of those who fit."""
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)
    return admins.filter(pk=pk).exists() and not admins.filter(**others).exclude(pk=pk).exists()


def is_leaving(user):
    """Whether the account is shut and waits for the job that erases it."""
    return Erasure.objects.due().filter(user=user, user__is_active=False).exists()


@transaction.atomic
def depart(user, *, reason, keep_posts, by=None, leaderless=False):
    """Shuts the account and queues its erasure; once that is under way, a second time changes nothing.

    `by`: the admin, who may leave groups `leaderless`. Raises LeadsAlone, LastAdmin.
    """
    lock(user.pk)
    if is_leaving(user):
        return
    if not leaderless and (groups := led_alone(user).peopled):
        raise LeadsAlone(groups)
    if is_last_admin(user.pk):
        raise LastAdmin
    now = timezone.now()
    wanted = {"reason": reason, "keep_posts": keep_posts, "asked_at": now, "due_at": now}
    # One that was announced for inactivity becomes this one.
    fresh = {"begun_at": None, "mail": None}
    erasure, _ = Erasure.objects.update_or_create(user=user, defaults=wanted | fresh)
    shut(user, by or user)
    if by:
        record(by, Act.ACCOUNT_DELETED, object=f"user.{user.pk}", scope=ACCOUNTS)
        send(user.email, "account_deleted", {"person": user})
    # By its name: privacy.tasks imports what this module is needed for.
    app.configure_task("privacy.erase").defer(erasure_id=erasure.pk)
    extra = {"event": "account_shut", "user": user.pk, "by": by and by.pk, "reason": str(reason)}
    logger.info("Account shut", extra=extra)


@transaction.atomic
def shut(user, by=None):
    """From now on the person is in no group and nobody can sign in to the account. A second time changes nothing.

    A group that nobody else is in is archived, and `by` stands in its log.
    """
    lock(user.pk)
    # First, so that open windows say that one is signed out.
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.sessions.all().delete()
    for group in led_alone(user).empty:
        group.archive(by)
    # Those who decide at this moment read that it was withdrawn; the rows go with the account.
    waiting = user.join_requests.waiting()
    withdraw_request(*waiting)
    waiting.update(outcome=Outcome.WITHDRAWN, decided_at=timezone.now())
    for membership in user.memberships.select_related("group").order_by("group_id"):
        membership.end()


def lock(pk):
    """The person's groups, then all on whom it depends who administrates the site, each in one order.

    Whoever changes roles in a group, signs in by a link or deletes another account takes them in this order, too.
    """
    mine = Membership.objects.filter(user=pk).values("group")
    list(Group.objects.filter(pk__in=mine).order_by("pk").select_for_update(no_key=True))
    admins = Q(site_role=SiteRole.ADMIN, is_active=True)
    list(User.objects.filter(admins | Q(pk=pk)).order_by("pk").select_for_update(no_key=True, of=["self"]))
