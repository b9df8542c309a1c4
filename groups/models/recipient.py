"""People who were invited by mail: each line of what a lead pasted, what became of it, and the key that was mailed."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from groups.acts import Act
from groups.models.lifecycle import State

LASTS = timedelta(days=30)
REMINDED_BEFORE = timedelta(days=5)
PAUSE = timedelta(minutes=10)
# After the invitation has ended, and after a person has declined.
KEPT = timedelta(days=30)
SILENCE = timedelta(days=365)


class Problem(models.TextChoices):
    """Why nothing was sent to a line."""

    NONE = "", ""
    INVALID = "invalid", "keine gültige Adresse"
    DOUBLE = "double", "doppelt"
    MEMBER = "member", "ist schon Mitglied"
    INVITED = "invited", "ist schon eingeladen"
    DECLINED = "declined", "möchte keine Einladung in diese Gruppe"


class TooSoon(Exception):
    """The last mail to this person is only minutes old."""


class InvitationUsed(Exception):
    """Who has accepted or whose invitation was withdrawn gets no more mail."""


class RecipientQuerySet(models.QuerySet):
    def invited(self):
        """Those with an address to which an invitation goes or went."""
        return self.filter(problem=Problem.NONE)

    def live(self):
        """Those who may still answer, or have declined; one per group and address, by a constraint."""
        return self.invited().filter(accepted_at=None, withdrawn_at=None)

    def open(self):
        """Those whose invitation admits them."""
        return self.live().filter(expires_at__gt=timezone.now(), invitation__revoked_at=None)

    def unsent(self):
        return self.live().filter(sent_at=None, invitation__revoked_at=None, group__archived_at=None)

    def to_remind(self):
        """Those who have not answered, shortly before it is too late, once."""
        soon = self.open().filter(expires_at__lt=timezone.now() + REMINDED_BEFORE, group__archived_at=None)
        return soon.filter(reminded_at=None, declined_at=None, failed_at=None, mail__failed_at=None)

    def of_today(self):
        return self.filter(invitation__created_at__gt=timezone.now() - timedelta(days=1))

    def in_order(self):
        """What needs a look first: lines to which nothing went, then those that could not be delivered."""
        refused = models.Case(
            models.When(~Q(problem=Problem.NONE), then=0),
            models.When(Q(failed_at__isnull=False) | Q(mail__failed_at__isnull=False), then=1),
            default=2,
        )
        return self.order_by(refused, "line", "pk")

    def with_key(self, key):
        """The one to whom this key was mailed, or None."""
        found = self.select_related("group", "invitation__group", "invitation__created_by")
        return found.filter(key_hash=hash_of(key)).first()

    def accept(self, user):
        """The user has joined their group, on whichever way, and wants no silence any more."""
        mine = self.filter(email=user.email)
        mine.exclude(declined_at=None).update(declined_at=None)
        mine.live().update(accepted_at=timezone.now())

    def note_failures(self):
        """Remembers which mails could not be delivered, before they are forgotten."""
        self.filter(mail__failed_at__isnull=False).update(failed_at=timezone.now(), mail=None)

    def forget(self):
        """Nobody's address stays for long after it was too late to answer; a wish for silence stays for a year."""
        now = timezone.now()
        over = Q(invitation__created_at__lt=now - LASTS - KEPT) & (
            Q(expires_at=None) | Q(expires_at__lt=now - KEPT)
        )
        self.filter(over, declined_at=None).delete()
        self.filter(declined_at__lt=now - SILENCE).delete()


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
        digest = salted_hmac("groups.recipient", str(self.pk), algorithm="sha256").digest()
        return urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    @property
    def state(self):
        if self.withdrawn_at:
            return State.REVOKED
        if self.accepted_at:
            return State.ACCEPTED
        return State.EXPIRED if self.expires_at <= timezone.now() else State.OPEN

    @property
    def has_failed(self):
        return bool(self.failed_at or (self.mail and self.mail.failed_at))

    @property
    def standing(self):
        """What became of it, in words."""
        words = {
            self.get_problem_display(): self.problem,
            "angenommen": self.accepted_at,
            "zurückgezogen": self.withdrawn_at or self.invitation.revoked_at,
            "möchte keine Einladung": self.declined_at,
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
    def may_be_sent_again(self):
        return bool(self.is_live and self.sent_at and not self.declined_at and self.group.is_open)

    def lock(self):
        """The row as it is now. The invitation comes first, in the order of whoever accepts it at this moment."""
        self.invitation.lock()
        rows = Recipient.objects.select_for_update(of=["self"]).select_related("group", "invitation")
        return rows.get(pk=self.pk)

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
        if max(self.sent_at, self.reminded_at or self.sent_at) > timezone.now() - PAUSE:
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


def hash_of(key):
    return hashlib.sha256(key.encode()).hexdigest()
