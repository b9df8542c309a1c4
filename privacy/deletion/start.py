"""The start of a deletion: what is in the way, and closing the account."""

import logging
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import SiteRole, User
from audit.models import record_act
from groups.models import Group, Membership, Outcome, Role
from groups.notify import withdraw_request
from mail.outbox import send_mail
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

    with_members: list
    without_members: list


def groups_led_alone(user):
    others = Membership.objects.filter(group=OuterRef("pk"), user__is_active=True).exclude(user=user)
    leads = Membership.objects.filter(group=OuterRef("pk"), user=user, role=Role.LEAD)
    groups = Group.objects.existing().filter(Exists(leads)).exclude(Exists(others.filter(role=Role.LEAD)))
    found = list(groups.annotate(has_members=Exists(others)))
    return LedAlone(
        [group for group in found if group.has_members],
        [group for group in found if not group.has_members],
    )


def is_last_admin(pk, **others):
    """Whether nobody else administrates the site, of those who fit."""
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)
    return admins.filter(pk=pk).exists() and not admins.filter(**others).exclude(pk=pk).exists()


def is_being_deleted(user):
    """Whether the account is closed and waits for the job that erases it."""
    return Erasure.objects.due().filter(user=user, user__is_active=False).exists()


@transaction.atomic
def start_deletion(user, *, reason, keep_posts, by=None, leaderless=False):
    """Closes the account and queues its erasure; a second time changes nothing.

    `reason`: an Erasure.Reason. `by`: the admin, who may leave groups without a lead (`leaderless`).
    Raises LeadsAlone, LastAdmin.
    """
    lock_for_deletion(user.pk)
    if is_being_deleted(user):
        return
    refuse_obstacles(user, leaderless)
    now = timezone.now()
    # An erasure that was announced for inactivity is replaced.
    wanted = {"reason": reason, "keep_posts": keep_posts, "begun_at": None, "mail": None}
    erasure, _ = Erasure.objects.update_or_create(
        user=user, defaults=wanted | {"asked_at": now, "due_at": now}
    )
    close_account(user, by or user)
    if by:
        record_act(by, Act.ACCOUNT_DELETED, object=f"user.{user.pk}", scope=ACCOUNTS)
        send_mail(user.email, "account_deleted", {"person": user})
    # Deferred by name: privacy.tasks imports modules that import this one.
    app.configure_task("privacy.erase").defer(erasure_id=erasure.pk)
    extra = {"event": "account_shut", "user": user.pk, "by": by and by.pk, "reason": str(reason)}
    logger.info("Account shut", extra=extra)


def refuse_obstacles(user, leaderless):
    if not leaderless and (groups := groups_led_alone(user).with_members):
        raise LeadsAlone(groups)
    if is_last_admin(user.pk):
        raise LastAdmin


@transaction.atomic
def close_account(user, by=None):
    """Ends sign-in, sessions, join requests and memberships.

    May be called again, and is by the job: a membership that began at the moment of the first call ends then.
    A group that nobody else is in is archived, with `by` as the actor in its audit log.
    """
    lock_for_deletion(user.pk)
    # First, so that open pages say that one is signed out.
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.sessions.all().delete()
    for group in groups_led_alone(user).without_members:
        group.archive(by)
    # Leads who decide at this moment read that the request was withdrawn; the rows go with the account.
    waiting = user.join_requests.waiting()
    withdraw_request(*waiting)
    waiting.update(outcome=Outcome.WITHDRAWN, decided_at=timezone.now())
    for membership in user.memberships.select_related("group").order_by("group_id"):
        membership.end()


def lock_for_deletion(pk):
    """Locks the person's groups, then the person and all admins, each in the order of their ids.

    The same order as in changes of roles, signing in by a link and other deletions, so that none deadlocks.
    """
    mine = Membership.objects.filter(user=pk).values("group")
    list(Group.objects.filter(pk__in=mine).order_by("pk").select_for_update(no_key=True))
    admins = Q(site_role=SiteRole.ADMIN, is_active=True)
    list(User.objects.filter(admins | Q(pk=pk)).order_by("pk").select_for_update(no_key=True, of=["self"]))
