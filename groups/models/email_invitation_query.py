import hashlib
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups import limits
from groups.notify import withdraw_invitations


class RejectReason(models.TextChoices):
    """Why nothing was sent to a line of a mailing."""

    NONE = "", ""
    INVALID = "invalid", "keine gültige Adresse"
    DOUBLE = "double", "doppelt"
    MEMBER = "member", "ist schon Mitglied"
    INVITED = "invited", "ist schon eingeladen"
    RECENT = "recent", "hat gerade erst eine E-Mail bekommen"
    DECLINED = "declined", "möchte keine Einladung in diese Gruppe"


class EmailInvitationQuerySet(models.QuerySet):
    def invited(self):
        """Those with an address to which an invitation goes or went."""
        return self.filter(reject_reason=RejectReason.NONE)

    def live(self):
        """Those who may still answer, or have declined; one per group and address, by a constraint."""
        return self.invited().filter(accepted_at=None, withdrawn_at=None)

    def open(self):
        """Those whose key admits them."""
        return self.live().filter(expires_at__gt=timezone.now(), mailing__revoked_at=None)

    def recent(self):
        """Those to whom a mail went less than EMAIL_INVITATION_PAUSE ago."""
        return self.filter(sent_at__gt=timezone.now() - limits.EMAIL_INVITATION_PAUSE)

    def unsent(self):
        waiting = self.live().filter(sent_at=None, declined_at=None)
        return waiting.filter(mailing__revoked_at=None, group__archived_at=None)

    def to_remind(self):
        """Those who have not answered and whose key expires soon, unless they were reminded before."""
        soon = timezone.now() + limits.EMAIL_INVITATION_REMINDED_BEFORE
        ending = self.open().filter(expires_at__lt=soon, group__archived_at=None)
        return ending.filter(reminded_at=None, declined_at=None, failed_at=None, mail__failed_at=None)

    def of_last_day(self):
        return self.filter(mailing__created_at__gt=timezone.now() - timedelta(days=1))

    def in_order(self):
        """Rejected lines first, then those that could not be delivered, then the others."""
        rank = models.Case(
            models.When(~Q(reject_reason=RejectReason.NONE), then=0),
            models.When(Q(failed_at__isnull=False) | Q(mail__failed_at__isnull=False), then=1),
            default=2,
        )
        return self.order_by(rank, "line", "pk")

    def with_key(self, key):
        """The one to whom this key was mailed, or None."""
        found = self.select_related("group", "mailing__group", "mailing__created_by")
        return found.filter(key_hash=hash_of(key)).first()

    def mark_accepted(self, user):
        """For a user who has joined, by whichever route: ends what is open and forgets that they declined."""
        mine = self.filter(email=user.email)
        mine.exclude(declined_at=None).update(declined_at=None)
        withdraw_invitations(mine.live())
        mine.live().update(accepted_at=timezone.now())

    def admitting(self):
        """Those that can still be accepted."""
        return self.live().exclude(ended_condition())

    def withdraw_replaced(self):
        """Withdraws those of these that can no longer be accepted, before others go to the same addresses."""
        replaced = self.live().filter(ended_condition())
        withdraw_invitations(replaced)
        replaced.update(withdrawn_at=timezone.now())

    def note_failures(self):
        """Stores which mails could not be delivered, before the mails themselves are deleted."""
        self.filter(mail__failed_at__isnull=False).update(failed_at=timezone.now(), mail=None)

    def delete_expired(self):
        """Deletes addresses some time after the last day to answer; of those who declined, after a year."""
        now = timezone.now()
        end = now - limits.EMAIL_INVITATION_RETENTION
        over = Q(mailing__created_at__lt=end - limits.EMAIL_INVITATION_LIFETIME) & (
            Q(expires_at=None) | Q(expires_at__lt=end)
        )
        expired = self.filter(over, declined_at=None)
        withdraw_invitations(expired)
        expired.delete()
        self.filter(declined_at__lt=now - limits.DECLINED_EMAIL_INVITATION_RETENTION).delete()


def ended_condition():
    return Q(expires_at__lte=timezone.now()) | Q(mailing__revoked_at__isnull=False)


def hash_of(key):
    return hashlib.sha256(key.encode()).hexdigest()
