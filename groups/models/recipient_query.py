import hashlib
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

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
    RECENT = "recent", "hat gerade erst eine Mail bekommen"
    DECLINED = "declined", "möchte keine Einladung in diese Gruppe"


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

    def recent(self):
        """Those whose last mail is only minutes old."""
        return self.filter(sent_at__gt=timezone.now() - PAUSE)

    def unsent(self):
        waiting = self.live().filter(sent_at=None, declined_at=None)
        return waiting.filter(invitation__revoked_at=None, group__archived_at=None)

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


def hash_of(key):
    return hashlib.sha256(key.encode()).hexdigest()
