"""One invitation by mail: a line of what a lead pasted, the key that was mailed, and how it was answered."""

from base64 import urlsafe_b64encode

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models.user import ASCII
from groups import limits
from groups.audit_labels import Act
from groups.models.email_invitation_query import EmailInvitationQuerySet, RejectReason, hash_of
from groups.models.state import State
from groups.notify import withdraw_invitations

# Signs keys of mails already sent: never change it.
KEY_SALT = "groups.recipient"


class TooSoon(Exception):
    """The last mail to this person is younger than EMAIL_INVITATION_PAUSE."""


class InvitationUsed(Exception):
    """The invitation is accepted, declined, withdrawn or deleted, so no more mail is sent."""


class EmailInvitation(models.Model):
    """A person invited by mail, or a rejected line of the list. The mailed key is stored only as a hash."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="email_invitations")
    mailing = models.ForeignKey("groups.Mailing", on_delete=models.CASCADE, related_name="email_invitations")
    line = models.PositiveSmallIntegerField()
    original_text = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=100, blank=True)
    reject_reason = models.CharField(
        max_length=10, choices=RejectReason, default=RejectReason.NONE, blank=True
    )
    key_hash = models.CharField(max_length=64, blank=True)
    mail = models.ForeignKey("mail.OutgoingMail", on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = EmailInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung per E-Mail"
        verbose_name_plural = "Einladungen per E-Mail"
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"],
                condition=Q(reject_reason="", accepted_at=None, withdrawn_at=None),
                name="email_invitation_once_per_group",
            ),
            models.CheckConstraint(
                condition=(Q(reject_reason="") & ~Q(email="")) | (~Q(reject_reason="") & Q(sent_at=None)),
                name="email_invitation_has_an_address_or_a_reason",
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="email_invitation_key_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(key_hash="") & Q(expires_at__isnull=False)),
                name="email_invitation_sent_has_a_key",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="email_invitation_email_lower_case"
            ),
            models.CheckConstraint(condition=Q(email__regex=ASCII), name="email_invitation_email_ascii"),
        ]

    def __str__(self):
        return f"Einladung {self.pk}"

    @property
    def key(self):
        """The mailed key: 128 bits derived from the site's secret, so a reminder has the same, and no table holds it."""
        value = f"{self.pk} {self.group_id} {self.email}"
        digest = salted_hmac(KEY_SALT, value, algorithm="sha256").digest()
        return urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    @property
    def state(self):
        if self.withdrawn_at:
            return State.REVOKED
        if self.accepted_at:
            return State.ACCEPTED
        return State.EXPIRED if self.expires_at <= timezone.now() else State.OPEN

    def signs_in(self, user):
        """Whether the mailed key signs in to this account, or creates one if `user` is None: once, and for no site role."""
        return not self.used_at and not (user and user.site_role)

    @property
    def has_failed(self):
        return bool(self.failed_at or (self.mail and self.mail.failed_at))

    @property
    def status_label(self):
        """What became of it, in German; the first that holds."""
        labels = {
            self.get_reject_reason_display(): self.reject_reason,
            "angenommen": self.accepted_at,
            "möchte keine Einladung": self.declined_at,
            "widerrufen": self.withdrawn_at or self.mailing.revoked_at,
            "nicht zustellbar": self.has_failed,
            "wird gesendet": not self.sent_at,
            "abgelaufen": self.expires_at and self.expires_at <= timezone.now(),
            "eingeladen und erinnert": self.reminded_at,
        }
        return next((label for label, holds in labels.items() if holds), "eingeladen")

    @property
    def is_live(self):
        return not (self.reject_reason or self.accepted_at or self.withdrawn_at or self.mailing.revoked_at)

    @property
    def was_just_sent(self):
        """Whether the last mail is younger than EMAIL_INVITATION_PAUSE."""
        last = max(self.sent_at, self.reminded_at or self.sent_at)
        return last > timezone.now() - limits.EMAIL_INVITATION_PAUSE

    @property
    def may_be_sent_again(self):
        return bool(self.is_live and self.sent_at and not self.declined_at and self.group.is_open)

    def lock(self):
        """Locks the mailing, then this row, in the order of somebody who accepts at the same time. Returns the row.

        Raises InvitationUsed if the nightly job has deleted it.
        """
        self.mailing.lock()
        rows = EmailInvitation.objects.select_for_update(of=["self"]).select_related("group", "mailing")
        row = rows.filter(pk=self.pk).first()
        if row is None:
            raise InvitationUsed
        return row

    def mark_sent(self, mail):
        """The mail is queued; from now on its key is valid."""
        now = timezone.now()
        self.mail, self.key_hash, self.sent_at = mail, hash_of(self.key), now
        self.expires_at = now + limits.EMAIL_INVITATION_LIFETIME
        self.reminded_at = self.failed_at = None
        fields = ["mail", "key_hash", "sent_at", "expires_at", "reminded_at", "failed_at"]
        self.save(update_fields=fields)

    def mark_reminded(self, mail):
        """The reminder is queued; expires_at stays. The key is hashed anew, since the site's secret may have changed."""
        self.mail, self.key_hash, self.reminded_at = mail, hash_of(self.key), timezone.now()
        self.save(update_fields=["mail", "key_hash", "reminded_at"])

    def check_may_be_sent_again(self):
        """To be called on a locked row. Raises InvitationUsed, TooSoon."""
        if not self.may_be_sent_again:
            raise InvitationUsed
        if self.was_just_sent:
            raise TooSoon

    @transaction.atomic
    def withdraw(self, by):
        """From now on the mailed link admits nobody. Raises InvitationUsed if it was accepted."""
        row = self.lock()
        if row.accepted_at:
            raise InvitationUsed
        if not row.withdrawn_at:
            row.withdrawn_at = timezone.now()
            row.save(update_fields=["withdrawn_at"])
            withdraw_invitations(EmailInvitation.objects.filter(pk=row.pk))
            row.mailing.note(Act.MAIL_WITHDRAWN, by, email_invitation=row.pk)

    def decline(self):
        """The person wants no more mail about this group. The link stays valid, in case they change their mind."""
        same = EmailInvitation.objects.invited().filter(group=self.group_id, email=self.email)
        withdraw_invitations(same)
        same.filter(declined_at=None).update(declined_at=timezone.now())
