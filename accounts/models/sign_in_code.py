from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.limits import SIGN_IN_CODE_RETENTION


class SignInCode(models.Model):
    """How often a mailed sign-in code was tried. allauth keeps the code itself in the session, and counts there, too.

    Requests that load a session at the same time do not see what the others count, so each code has a row of its own.
    `digest`: of address, time and code; says nothing about anybody.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "Anmeldecode"
        verbose_name_plural = "Anmeldecodes"

    def __str__(self):
        return f"{self.attempts} Versuche"

    @classmethod
    def of(cls, *, email, at, code):
        """`at`: when it was mailed, in seconds since 1970; `code`: "" if the address has no account."""
        text = f"{at} {email} {code}"
        return cls(
            digest=salted_hmac("accounts.SignInCode", text, algorithm="sha256").hexdigest(),
            expires_at=timezone.now() + SIGN_IN_CODE_RETENTION,
        )

    @transaction.atomic
    def count_attempt(self):
        """Counts on the locked row, before the code is compared. Returns False if none is left."""
        SignInCode.objects.bulk_create([self], ignore_conflicts=True)
        own = SignInCode.objects.filter(pk=self.pk)
        most = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
        is_left = own.filter(attempts__lt=most).update(attempts=F("attempts") + 1)
        self.attempts = own.values_list("attempts", flat=True).get()
        return bool(is_left)
