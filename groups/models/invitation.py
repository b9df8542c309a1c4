import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from groups.models.group import Group

LASTS = timedelta(days=90)
RENEWED_BEFORE = timedelta(days=14)


class State(models.TextChoices):
    OPEN = "open", "offen"
    EXPIRED = "expired", "abgelaufen"
    REVOKED = "revoked", "widerrufen"
    USED_UP = "used_up", "aufgebraucht"


class InvitationClosed(Exception):
    """The invitation can admit nobody any more; `state` says why."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


def new_key():
    """128 random bits as 22 characters that are safe in an address."""
    return secrets.token_urlsafe(16)


def in_ninety_days():
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """The same as state == OPEN."""
        now = timezone.now()
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=now),
            Q(max_uses=None) | Q(uses__lt=F("max_uses")),
            revoked_at=None,
        )

    def renew_public(self):
        """Puts a new public link in the place of each that has ended or ends soon."""
        for invitation in self.filter(is_public=True, expires_at__lt=timezone.now() + RENEWED_BEFORE):
            invitation.renew()


class Invitation(models.Model):
    """A link into a group, to be used by many until it expires, is used up or revoked."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    label = models.CharField(
        "Bezeichnung", max_length=80, help_text="Sehen nur Leitungen, zum Beispiel „Tagung im Mai“."
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
    uses = models.PositiveIntegerField("benutzt", default=0)
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
                condition=Q(is_public=False) | Q(show_thread_titles=False),
                name="invitation_public_shows_no_threads",
                violation_error_message="Ein Link auf öffentlichen Seiten zeigt keine Titel aus der Gruppe.",
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
    def state(self):
        if self.revoked_at:
            return State.REVOKED
        if self.expires_at and self.expires_at <= timezone.now():
            return State.EXPIRED
        if self.max_uses is not None and self.uses >= self.max_uses:
            return State.USED_UP
        return State.OPEN

    def lock(self):
        """The row as it is now, kept from others until the transaction ends."""
        return Invitation.objects.select_for_update(of=["self"]).select_related("group").get(pk=self.pk)

    @transaction.atomic
    def accept(self, user, consent_version=""):
        """Makes the user a member and counts the use; whoever is a member already uses nothing up.

        Raises InvitationClosed. Of two people who want the last use at once, one gets it.
        """
        invitation = self.lock()
        if membership := invitation.group.memberships.filter(user=user).first():
            return membership
        if invitation.state != State.OPEN:
            raise InvitationClosed(invitation.state)
        membership, is_new = invitation.group.admit(
            user, invitation=invitation, consent_version=consent_version
        )
        if is_new:
            Invitation.objects.filter(pk=invitation.pk).update(uses=F("uses") + 1)
        return membership

    def revoke(self):
        """From now on the link admits nobody. A second time changes nothing."""
        Invitation.objects.filter(pk=self.pk, revoked_at=None).update(
            revoked_at=timezone.now(), is_public=False
        )

    def lock_group(self):
        """Whoever changes which invitation is public locks the group first, then invitations."""
        Group.objects.select_for_update().get(pk=self.group_id)

    @transaction.atomic
    def publish(self):
        """Saves the invitation as the one to which public pages lead; the former one stays usable."""
        self.lock_group()
        Invitation.objects.filter(group=self.group_id, is_public=True).update(is_public=False)
        self.is_public = True
        self.save()

    @transaction.atomic
    def renew(self):
        """Puts a new public link with the same words in this one's place, which stays usable until it expires."""
        self.lock_group()
        invitation = self.lock()
        if not invitation.is_public:
            return
        Invitation(
            group=invitation.group,
            label=invitation.label,
            words=invitation.words,
            created_by_id=invitation.created_by_id,
            max_uses=invitation.max_uses,
        ).publish()
