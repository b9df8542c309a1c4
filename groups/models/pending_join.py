import secrets
from datetime import timedelta

from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

CODE_LASTS = timedelta(minutes=15)
# Longer than the code, since nobody can guess it, and mail servers of town halls keep first mails waiting.
LINK_LASTS = timedelta(hours=24)
KEPT = timedelta(days=7)
MOST_ATTEMPTS = 5
SALT = "groups.PendingJoin"


class Refusal(models.TextChoices):
    """Why a code or a mailed link does not let anyone in."""

    WRONG = "wrong", "Der Code stimmt nicht. Bitte vergleichen Sie ihn mit dem in der neuesten E-Mail."
    SPENT = (
        "spent",
        "Der Code war fünfmal falsch und gilt nicht mehr. Bitte lassen Sie sich einen neuen senden.",
    )
    EXPIRED = "expired", "Der Code ist abgelaufen. Bitte lassen Sie sich einen neuen senden."
    USED = "used", "Dieser Code wurde schon benutzt. Bitte lassen Sie sich einen neuen senden."


class PendingJoin(models.Model):
    """A person's wish to join, or to ask for it, until the address is confirmed by the code or link of one mail."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="pending_joins")
    invitation = models.ForeignKey(
        "groups.Invitation", on_delete=models.CASCADE, null=True, related_name="pending_joins"
    )
    email = models.EmailField()
    name = models.CharField(max_length=100)
    place = models.CharField(max_length=100, blank=True)
    consent_text = models.ForeignKey("accounts.ConsentText", on_delete=models.PROTECT, related_name="+")
    asks = models.BooleanField(default=False)
    reason = models.TextField(max_length=500, blank=True)
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "unbestätigte Anmeldung"
        verbose_name_plural = "unbestätigte Anmeldungen"
        get_latest_by = "pk"
        constraints = [
            models.CheckConstraint(condition=Q(attempts__lte=MOST_ATTEMPTS), name="pending_join_attempts"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="pending_join_email_lower_case"),
            models.CheckConstraint(
                condition=Q(asks=True) | Q(reason=""),
                name="pending_join_reason_is_asked",
            ),
        ]

    def __str__(self):
        return f"Anmeldung {self.pk}"

    @classmethod
    def begin(cls, *, email, **fields):
        """Stores the wish; `fields` are group, invitation, asks, reason, name, place and consent_text.

        Returns it with its code.
        """
        code = f"{secrets.randbelow(10**6):06}"
        pending = cls.objects.create(
            email=email, code_hash=hash_of(email, code), expires_at=timezone.now() + CODE_LASTS, **fields
        )
        return pending, code

    @property
    def who(self):
        """What the person typed."""
        return {"email": self.email, "name": self.name, "place": self.place, "reason": self.reason}

    @property
    def token(self):
        """What the mailed link holds."""
        return signing.dumps(self.pk, salt=SALT)

    @classmethod
    def pk_of(cls, token):
        """The key of the wish to which a mailed link belongs, or None for a forged one."""
        try:
            return signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None

    @property
    def refusal_of_link(self):
        """Why the mailed link does not work any more, or None."""
        if self.used_at:
            return Refusal.USED
        return Refusal.EXPIRED if self.created_at + LINK_LASTS <= timezone.now() else None

    @property
    def refusal_of_code(self):
        """Why no code can be tried any more, or None."""
        if self.used_at:
            return Refusal.USED
        if self.expires_at <= timezone.now():
            return Refusal.EXPIRED
        return Refusal.SPENT if self.attempts >= MOST_ATTEMPTS else None

    @transaction.atomic
    def confirm(self, code):
        """Uses it up if the code is right. Returns the Refusal, or None.

        Tries are counted on the locked row, so neither another browser nor many at once give more than five.
        """
        row = self.lock()
        if row.refusal_of_code:
            return row.refusal_of_code
        if constant_time_compare(row.code_hash, hash_of(row.email, code)):
            row.use_up()
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
        return row.refusal_of_code or Refusal.WRONG

    @transaction.atomic
    def confirm_by_link(self):
        """Uses it up. Returns the Refusal, or None."""
        row = self.lock()
        if not row.refusal_of_link:
            row.use_up()
            return None
        return row.refusal_of_link

    def lock(self):
        return PendingJoin.objects.select_for_update().get(pk=self.pk)

    def use_up(self):
        self.used_at = timezone.now()
        self.save(update_fields=["used_at"])


def hash_of(email, code):
    return salted_hmac(SALT, f"{email} {code}", algorithm="sha256").hexdigest()
