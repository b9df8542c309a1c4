import secrets

from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models.user import ASCII
from groups import limits

# Signs links and codes of mails that are already sent: never change it.
SALT = "groups.PendingJoin"


class Refusal(models.TextChoices):
    """Why a code or a mailed link is refused."""

    WRONG = "wrong", "Der Code stimmt nicht. Bitte vergleichen Sie ihn mit dem in der neuesten E-Mail."
    SPENT = (
        "spent",
        "Der Code war fünfmal falsch und gilt nicht mehr. Bitte lassen Sie sich einen neuen senden.",
    )
    EXPIRED = "expired", "Der Code ist abgelaufen. Bitte lassen Sie sich einen neuen senden."
    USED = "used", "Dieser Code wurde schon benutzt. Bitte lassen Sie sich einen neuen senden."


class PendingSignup(models.Model):
    """What a person typed in order to join or ask, until the code or the link of one mail confirms the address."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="pending_signups")
    invitation = models.ForeignKey(
        "groups.Invitation", on_delete=models.CASCADE, null=True, related_name="pending_signups"
    )
    mailing = models.ForeignKey(
        "groups.Mailing", on_delete=models.CASCADE, null=True, related_name="pending_signups"
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
            models.CheckConstraint(
                condition=Q(attempts__lte=limits.SIGNUP_CODE_MAX_ATTEMPTS), name="pending_signup_attempts"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="pending_signup_email_lower_case"),
            models.CheckConstraint(condition=Q(email__regex=ASCII), name="pending_signup_email_ascii"),
            models.CheckConstraint(
                condition=Q(asks=True) | Q(reason=""),
                name="pending_signup_reason_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(invitation=None) | Q(mailing=None), name="pending_signup_one_invitation"
            ),
        ]

    def __str__(self):
        return f"Anmeldung {self.pk}"

    @classmethod
    def start(cls, *, email, **fields):
        """Stores one; `fields` are group, invitation or mailing, asks, reason, name, place and consent_text.

        Returns (the PendingSignup, its code of six digits).
        """
        code = f"{secrets.randbelow(10**6):06}"
        expires_at = timezone.now() + limits.SIGNUP_CODE_LIFETIME
        signup = cls.objects.create(
            email=email, code_hash=hash_of(email, code), expires_at=expires_at, **fields
        )
        return signup, code

    @property
    def details(self):
        """What the person typed, by the names of the form's fields."""
        return {"email": self.email, "name": self.name, "place": self.place, "reason": self.reason}

    @property
    def token(self):
        """The signed key of the row, for the mailed link."""
        return signing.dumps(self.pk, salt=SALT)

    @classmethod
    def pk_of(cls, token):
        """The key of the row to which a mailed link belongs, or None for a forged link."""
        try:
            return signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None

    @property
    def refusal_of_link(self):
        """Why the mailed link is not valid any more (a Refusal), or None."""
        if self.used_at:
            return Refusal.USED
        return Refusal.EXPIRED if self.created_at + limits.SIGNUP_LINK_LIFETIME <= timezone.now() else None

    @property
    def refusal_of_code(self):
        """Why no code can be tried any more (a Refusal), or None."""
        if self.used_at:
            return Refusal.USED
        if self.expires_at <= timezone.now():
            return Refusal.EXPIRED
        return Refusal.SPENT if self.attempts >= limits.SIGNUP_CODE_MAX_ATTEMPTS else None

    @transaction.atomic
    def confirm(self, code):
        """Marks it as used if the code is right. Returns the Refusal, or None.

        Attempts are counted on the locked row, so parallel requests do not allow more of them.
        """
        row = self.lock()
        if row.refusal_of_code:
            return row.refusal_of_code
        if constant_time_compare(row.code_hash, hash_of(row.email, code)):
            row.mark_used()
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
        return row.refusal_of_code or Refusal.WRONG

    @transaction.atomic
    def confirm_by_link(self):
        """Marks it as used. Returns the Refusal, or None."""
        row = self.lock()
        if not row.refusal_of_link:
            row.mark_used()
            return None
        return row.refusal_of_link

    def lock(self):
        return PendingSignup.objects.select_for_update().get(pk=self.pk)

    def mark_used(self):
        self.used_at = timezone.now()
        self.save(update_fields=["used_at"])


def hash_of(email, code):
    return salted_hmac(SALT, f"{email} {code}", algorithm="sha256").hexdigest()
