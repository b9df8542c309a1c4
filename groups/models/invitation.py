"""Links into a group: an Invitation, and the predecessor platform's LegacyLink.

Revoking one link, all of a group or all of the site updates the rows that `accept` locks: from the commit on nobody joins.
Public pages hold no key. They link to the address `groups:join`, which redirects to the group's public invitation.
"""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from audit.models import record_act
from groups import limits
from groups.models.admission import AdmissionPolicy, Approval, ApprovalNeeded, ascii_domain, role_of_author
from groups.models.invitation_query import InvitationQuerySet
from groups.models.removal import Removal
from groups.models.state import State
from groups.rights import Role

ROLE_IS_LIMITED = (
    "Ein Link, der eine Rolle gibt, braucht ein Ende und eine Höchstzahl und ist nicht öffentlich."
)


class InvitationClosed(Exception):
    """The invitation admits nobody at the moment; `state` is a State other than OPEN."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


def new_key():
    """128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def in_ninety_days():
    return timezone.now() + limits.LINK_LIFETIME


class Invitation(models.Model):
    """A link into a group that many people use until it expires, is used up, paused or revoked.

    `opened`, `codes_sent`, `confirmed` and `uses` count the steps of joining, not who took them; static/js/opened.js
    reports the first.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    label = models.CharField(
        "Bezeichnung", max_length=80, help_text="Sieht nur die Gruppenleitung, zum Beispiel „Tagung im Mai“."
    )
    words = models.TextField(
        "Ihre Worte",
        max_length=500,
        blank=True,
        help_text="Ein bis drei Sätze, die auf der Einladung unter Ihrem Namen stehen.",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    expires_at = models.DateTimeField("gültig bis", null=True, blank=True, default=in_ninety_days)
    max_uses = models.PositiveIntegerField("höchstens so oft", null=True, blank=True)
    uses = models.PositiveIntegerField("beigetreten", default=0)
    opened = models.PositiveIntegerField("geöffnet", default=0)
    codes_sent = models.PositiveIntegerField("Code gesendet", default=0)
    confirmed = models.PositiveIntegerField("bestätigt", default=0)
    mail_domains = ArrayField(
        models.CharField(max_length=253, validators=[ascii_domain]),
        verbose_name="Nur mit Adressen von",
        default=list,
        blank=True,
        size=limits.LINK_MAX_MAIL_DOMAINS,
    )
    member_towns_only = models.BooleanField("E-Mail-Domains der Mitgliedstädte", default=False)
    needs_approval = models.BooleanField("Die Gruppenleitung gibt jeden Beitritt frei", default=False)
    role = models.CharField("Rolle nach dem Beitritt", max_length=10, choices=Role, default=Role.MEMBER)
    landing_path = models.CharField("Zielseite nach dem Beitritt", max_length=300, blank=True)
    paused_at = models.DateTimeField("angehalten", null=True, blank=True)
    revoked_at = models.DateTimeField("widerrufen", null=True, blank=True)
    is_public = models.BooleanField(
        "Öffentliche Seiten führen zu diesem Link statt zum bisherigen", default=False
    )
    show_thread_titles = models.BooleanField(
        "Die Einladung zeigt, worüber zuletzt gesprochen wurde", default=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladungslink"
        verbose_name_plural = "Einladungslinks"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="invitation_not_overused"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(revoked_at=None), name="invitation_public_is_not_revoked"
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(revoked_at=None), name="invitation_paused_is_not_revoked"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(show_thread_titles=False),
                name="invitation_public_shows_no_threads",
                violation_error_message="Ein Link auf öffentlichen Seiten zeigt keine Titel aus der Gruppe.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.MEMBER)
                | Q(
                    role__in=(Role.LEAD, Role.MODERATOR),
                    is_public=False,
                    max_uses__isnull=False,
                    expires_at__isnull=False,
                ),
                name="invitation_role_is_limited",
                violation_error_message=ROLE_IS_LIMITED,
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_public=True), name="invitation_one_public_per_group"
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("groups:invitation", args=[self.key])

    @property
    def url(self):
        return settings.BASE_URL + self.get_absolute_url()

    @property
    def after_joining_url(self):
        return self.landing_path or self.group.get_absolute_url()

    @property
    def state(self):
        if self.group.state != State.OPEN:
            return self.group.state
        if self.revoked_at:
            return State.REVOKED
        if self.expires_at and self.expires_at <= timezone.now():
            return State.EXPIRED
        if self.max_uses is not None and self.uses >= self.max_uses:
            return State.USED_UP
        return State.PAUSED if self.paused_at else State.OPEN

    @property
    def is_over(self):
        """Whether it has ended; a paused link has not."""
        return self.state not in {State.OPEN, State.PAUSED}

    @property
    def admission(self):
        return AdmissionPolicy(self.mail_domains, self.member_towns_only)

    def approval_for(self, user):
        """Why a lead has to approve this person (an Approval), or None."""
        if Removal.objects.filter(group=self.group_id, user=user).exists():
            return Approval.REMOVED
        if self.needs_approval:
            return Approval.LINK
        return None if self.admission.admits(user.email) else Approval.DOMAIN

    @property
    def role_given(self):
        return role_of_author(self)

    def lock(self):
        """Locks the row until the transaction ends and returns it as it is now."""
        return Invitation.objects.select_for_update(of=["self"]).select_related("group").get(pk=self.pk)

    @transaction.atomic
    def accept(self, user):
        """Makes the user a member and counts the use, unless they already are one. Returns the membership.

        Raises InvitationClosed or ApprovalNeeded. The row is locked, so one of two people gets the last use.
        """
        invitation = self.lock()
        if membership := invitation.group.memberships.filter(user=user).first():
            invitation.group.email_invitations.mark_accepted(user)
            return membership
        if invitation.state != State.OPEN:
            raise InvitationClosed(invitation.state)
        if why := invitation.approval_for(user):
            raise ApprovalNeeded(why)
        membership, is_new = invitation.group.admit(user, role=invitation.role_given, invitation=invitation)
        if is_new:
            invitation.count_use()
        return membership

    def count_use(self):
        """Adds one to `uses`, unless max_uses is reached: approving somebody is possible with a used-up link."""
        below = Q(max_uses=None) | Q(uses__lt=F("max_uses"))
        Invitation.objects.filter(below, pk=self.pk).update(uses=F("uses") + 1)

    def note(self, act, by, **details):
        record_act(by, act, object=f"invitation.{self.pk}", scope=f"group.{self.group_id}", **details)


class LegacyLink(models.Model):
    """An invite link of the predecessor platform. It stands in mails and on paper, so it keeps leading to the group."""

    token = models.CharField("Token", max_length=64, unique=True)
    space_id = models.PositiveIntegerField("Nummer des Raums")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="legacy_links")

    class Meta:
        verbose_name = "Link der Vorgängerplattform"
        verbose_name_plural = "Links der Vorgängerplattform"

    def __str__(self):
        return f"Altlink {self.pk}"
