"""People who were invited by mail: each line of what a lead pasted, what became of it, and the key that was mailed."""

from base64 import urlsafe_b64encode

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from groups.audit_labels import Act
from groups.models.lifecycle import State
from groups.models.recipient_query import LASTS, PAUSE, Problem, RecipientQuerySet, hash_of


class TooSoon(Exception):
    """The last mail to this person is only minutes old."""


class InvitationUsed(Exception):
    """Who has accepted, whose invitation was withdrawn or who was forgotten gets no more mail."""


class Recipient(models.Model):
    """One line of an invitation by mail. The key that was mailed stands here only as a hash."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="recipients")
    invitation = models.ForeignKey("groups.Invitation", on_delete=models.CASCADE, related_name="recipients")
    line = models.PositiveSmallIntegerField()
    typed = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=100, blank=True)
    problem = models.CharField(max_length=10, choices=Problem, default=Problem.NONE, blank=True)
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

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung per Mail"
        verbose_name_plural = "Einladungen per Mail"
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"],
                condition=Q(problem="", accepted_at=None, withdrawn_at=None),
                name="recipient_once_per_group",
            ),
            models.CheckConstraint(
                condition=(Q(problem="") & ~Q(email="")) | (~Q(problem="") & Q(sent_at=None)),
                name="recipient_has_an_address_or_a_problem",
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="recipient_key_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(key_hash="") & Q(expires_at__isnull=False)),
                name="recipient_sent_has_a_key",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="recipient_email_lower_case"),
        ]

    def __str__(self):
        return f"Einladung {self.pk}"

    @property
    def key(self):
        """What the mail holds: 128 bits from the site's secret, so that a reminder holds the same and no table does."""
        said = f"{self.pk} {self.group_id} {self.email}"
        digest = salted_hmac("groups.recipient", said, algorithm="sha256").digest()
        return urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    @property
    def state(self):
        if self.withdrawn_at:
            return State.REVOKED
        if self.accepted_at:
            return State.ACCEPTED
        return State.EXPIRED if self.expires_at <= timezone.now() else State.OPEN

    def signs_in(self, user):
        """Whether the mailed key is enough for this account or, without one, makes one: once, and for no site role."""
        return not self.used_at and not (user and user.site_role)

    @property
    def has_failed(self):
        return bool(self.failed_at or (self.mail and self.mail.failed_at))

    @property
    def standing(self):
        """What became of it, in words."""
        words = {
            self.get_problem_display(): self.problem,
            "angenommen": self.accepted_at,
            "möchte keine Einladung": self.declined_at,
            "zurückgezogen": self.withdrawn_at or self.invitation.revoked_at,
            "nicht zustellbar": self.has_failed,
            "wird gesendet": not self.sent_at,
            "abgelaufen": self.expires_at and self.expires_at <= timezone.now(),
            "eingeladen und erinnert": self.reminded_at,
        }
        return next((word for word, is_so in words.items() if is_so), "eingeladen")

    @property
    def is_live(self):
        return not (self.problem or self.accepted_at or self.withdrawn_at or self.invitation.revoked_at)

    @property
    def is_fresh(self):
        """Whether the last mail is only minutes old."""
        return max(self.sent_at, self.reminded_at or self.sent_at) > timezone.now() - PAUSE

    @property
    def may_be_sent_again(self):
        return bool(self.is_live and self.sent_at and not self.declined_at and self.group.is_open)

    def lock(self):
        """The row as it is now. The invitation comes first, in the order of whoever accepts it at this moment."""
        self.invitation.lock()
        rows = Recipient.objects.select_for_update(of=["self"]).select_related("group", "invitation")
        row = rows.filter(pk=self.pk).first()
        if row is None:
            # Its time was over, and a nightly job has forgotten it.
            raise InvitationUsed
        return row

    def sent(self, mail):
        """The mail is on its way; from now on the key in it opens the invitation."""
        now = timezone.now()
        self.mail, self.key_hash, self.sent_at, self.expires_at = mail, hash_of(self.key), now, now + LASTS
        self.reminded_at = self.failed_at = None
        fields = ["mail", "key_hash", "sent_at", "expires_at", "reminded_at", "failed_at"]
        self.save(update_fields=fields)

    def reminded(self, mail):
        """As sent, for no longer; since the site's secret may be another by now, its key, too."""
        self.mail, self.key_hash, self.reminded_at = mail, hash_of(self.key), timezone.now()
        self.save(update_fields=["mail", "key_hash", "reminded_at"])

    def check_again(self):
        """Whether another mail may go, on a locked row. Raises InvitationUsed, TooSoon."""
        if not self.may_be_sent_again:
            raise InvitationUsed
        if self.is_fresh:
            raise TooSoon

    @transaction.atomic
    def withdraw(self, by):
        """The mailed link admits nobody any more. Raises InvitationUsed for one that has been accepted."""
        row = self.lock()
        if row.accepted_at:
            raise InvitationUsed
        if not row.withdrawn_at:
            row.withdrawn_at = timezone.now()
            row.save(update_fields=["withdrawn_at"])
            row.invitation.note(Act.MAIL_WITHDRAWN, by, recipient=row.pk)

    def decline(self):
        """The person wants no mail about this group; the link still works, should they think better of it."""
        same = Recipient.objects.invited().filter(group=self.group_id, email=self.email)
        same.filter(declined_at=None).update(declined_at=timezone.now())
