"""A mailing: one list of people whom a lead has invited by mail, at once and with the same words.

See docs/decisions/0010.
"""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from audit.models import record_act
from groups.audit_labels import Act
from groups.models.admission import Approval, ApprovalNeeded, role_of_author
from groups.models.email_invitation import EmailInvitation
from groups.models.invitation import InvitationClosed, new_key
from groups.models.removal import Removal
from groups.models.state import State
from groups.notify import withdraw_invitations
from groups.rights import Role


class MailingQuerySet(models.QuerySet):
    def usable(self):
        """Those whose `state` is OPEN."""
        return self.filter(revoked_at=None, group__archived_at=None, group__deleted_at=None)

    def revoke(self):
        """From now on none of their links admits anybody, for good. Returns how many that changes."""
        pks = list(self.filter(revoked_at=None).values_list("pk", flat=True))
        number = Mailing.objects.filter(pk__in=pks, revoked_at=None).update(revoked_at=timezone.now())
        withdraw_invitations(EmailInvitation.objects.filter(mailing__in=pks))
        return number

    def with_counts(self):
        """Adds how many lines were `invited`, `sent`, `accepted`, `rejected`, and how many `wait` to be sent."""
        invited = Q(email_invitations__reject_reason="")
        waits = invited & Q(
            email_invitations__sent_at=None,
            email_invitations__withdrawn_at=None,
            email_invitations__accepted_at=None,
            email_invitations__declined_at=None,
            revoked_at=None,
            group__archived_at=None,
        )
        return self.annotate(
            invited=Count("email_invitations", filter=invited),
            sent=Count("email_invitations", filter=Q(email_invitations__sent_at__isnull=False)),
            rejected=Count("email_invitations", filter=~Q(email_invitations__reject_reason="")),
            wait=Count("email_invitations", filter=waits),
            accepted=Count("email_invitations", filter=Q(email_invitations__accepted_at__isnull=False)),
        )


class Mailing(models.Model):
    """The invitations that one lead sent at once. Each person has an EmailInvitation with a key of its own.

    `key` is the address for people who open somebody else's invitation and ask to join.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="mailings")
    key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    label = models.CharField("Bezeichnung", max_length=80)
    words = models.TextField("Ihre Worte", max_length=500, blank=True)
    role = models.CharField("Rolle nach dem Beitritt", max_length=10, choices=Role, default=Role.MEMBER)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    revoked_at = models.DateTimeField("widerrufen", null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung per E-Mail an mehrere"
        verbose_name_plural = "Einladungen per E-Mail an mehrere"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role), name="mailing_role_is_known"),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("groups:invitation", args=[self.key])

    @property
    def after_joining_url(self):
        return self.group.get_absolute_url()

    @property
    def state(self):
        """Without the state of each person's invitation, see EmailInvitation.state."""
        if self.group.state != State.OPEN:
            return self.group.state
        return State.REVOKED if self.revoked_at else State.OPEN

    def approval_for(self, user):
        """Why a lead has to approve this person (an Approval), or None."""
        if Removal.objects.filter(group=self.group_id, user=user).exists():
            return Approval.REMOVED
        invited = self.email_invitations.open().filter(email=user.email.lower())
        return None if invited.exists() else Approval.PERSONAL

    @property
    def role_given(self):
        return role_of_author(self)

    def lock(self):
        """Locks the row until the transaction ends and returns it as it is now."""
        return Mailing.objects.select_for_update(of=["self"]).select_related("group").get(pk=self.pk)

    @transaction.atomic
    def accept(self, user):
        """Makes an invited user a member, unless they already are one. Returns the membership.

        Raises InvitationClosed or ApprovalNeeded.
        """
        mailing = self.lock()
        if membership := mailing.group.memberships.filter(user=user).first():
            mailing.group.email_invitations.mark_accepted(user)
            return membership
        if mailing.state != State.OPEN:
            raise InvitationClosed(mailing.state)
        if why := mailing.approval_for(user):
            raise ApprovalNeeded(why)
        return mailing.group.admit(user, role=mailing.role_given, mailing=mailing)[0]

    @transaction.atomic
    def revoke(self, by):
        """From now on its links admit nobody, for good. Idempotent."""
        if Mailing.objects.filter(pk=self.pk).revoke():
            self.note(Act.LINK_REVOKED, by)

    def note(self, act, by, **details):
        record_act(by, act, object=f"mailing.{self.pk}", scope=f"group.{self.group_id}", **details)


class MailingDraft(models.Model):
    """A list that a lead is checking. Its lines are rows of their own, since no mail may ever go to them from here.

    Once sent it stays for a while without lines and words, so that whoever sends it again is led to the `mailing`.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="mailing_drafts")
    words = models.TextField(max_length=500, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    mailing = models.ForeignKey("groups.Mailing", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = "Entwurf einer Einladung per E-Mail"
        verbose_name_plural = "Entwürfe von Einladungen per E-Mail"
        ordering = ["-changed_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(role__in=Role), name="mailing_draft_role_is_known")]

    def __str__(self):
        return f"Entwurf {self.pk}"

    def get_absolute_url(self):
        return reverse("groups:mailing-check", args=[self.group.slug, self.pk])

    def lock(self):
        """Locks the row until the transaction ends and returns it as it is now; None if it was deleted."""
        return MailingDraft.objects.select_for_update(of=["self"]).filter(pk=self.pk).first()

    @transaction.atomic
    def rewrite(self, lines, words, role):
        """Replaces its lines by these, of groups.invitations.lists.addresses, unless it was sent."""
        draft = self.lock()
        if draft and not draft.mailing_id:
            draft.words, draft.role = words, role
            draft.save(update_fields=["words", "role", "changed_at"])
            draft.lines.all().delete()
            draft.add_lines(lines)

    def add_lines(self, lines):
        DraftLine.objects.bulk_create(
            DraftLine(draft=self, number=number, original=line.original, address=line.address, name=line.name)
            for number, line in enumerate(lines, 1)
        )

    def end(self, mailing):
        """It was sent as this mailing. Deletes what it holds."""
        self.lines.all().delete()
        self.mailing, self.words = mailing, ""
        self.save(update_fields=["mailing", "words", "changed_at"])


class DraftLine(models.Model):
    """A line of a draft: the original text, and what is made of it, as last typed, valid or not."""

    draft = models.ForeignKey(
        "groups.MailingDraft", on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    original = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    name = models.TextField(blank=True)
    is_dropped = models.BooleanField(default=False)

    class Meta:
        verbose_name = "Zeile eines Entwurfs"
        verbose_name_plural = "Zeilen eines Entwurfs"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_line_number_once")]

    def __str__(self):
        return f"Zeile {self.number}"
