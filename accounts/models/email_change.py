from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.limits import EMAIL_CHANGE_LIFETIME
from accounts.models.user import ASCII, User

SALT = "accounts.EmailChange"


class EmailChangeQuerySet(models.QuerySet):
    def valid(self):
        """Those that still can be confirmed."""
        return self.filter(created_at__gt=timezone.now() - EMAIL_CHANGE_LIFETIME, user__is_active=True)

    def expired(self):
        return self.filter(created_at__lte=timezone.now() - EMAIL_CHANGE_LIFETIME)


class Side(models.TextChoices):
    """Which mailbox a link was sent to."""

    OLD = "old", "bisherige Adresse"
    NEW = "new", "neue Adresse"


class EmailChange(models.Model):
    """The address that a person wants instead of theirs, until a link in a mail to each of the two has confirmed it.

    See docs/decisions/0025.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_change"
    )
    email = models.EmailField("neue E-Mail-Adresse")
    created_at = models.DateTimeField("gewünscht", auto_now_add=True)
    old_confirmed_at = models.DateTimeField("von der bisherigen Adresse bestätigt", null=True)
    new_confirmed_at = models.DateTimeField("von der neuen Adresse bestätigt", null=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Änderung einer E-Mail-Adresse"
        verbose_name_plural = "Änderungen von E-Mail-Adressen"
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_change_lower_case"),
            models.CheckConstraint(condition=Q(email__regex=ASCII), name="email_change_ascii"),
        ]

    def __str__(self):
        return f"Änderung {self.pk}"

    @classmethod
    @transaction.atomic
    def start(cls, user, email):
        """Stores it in place of an earlier one, whose links end with it."""
        lock_person(user.pk)
        cls.objects.filter(user=user).delete()
        return cls.objects.create(user=user, email=email)

    @classmethod
    def locked(cls, change):
        """As it is now, with its person locked until the end of the transaction; None if it is over."""
        lock_person(change.user_id)
        return cls.objects.valid().select_related("user").filter(pk=change.pk).first()

    def token(self, side):
        """What the link mailed to this side holds."""
        return signing.dumps([self.pk, side], salt=SALT)

    @classmethod
    def of_token(cls, token):
        """(the EmailChange, the Side) of a mailed link; (None, None) if the link is forged or over."""
        try:
            pk, side = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None, None
        found = cls.objects.valid().select_related("user").filter(pk=pk).first()
        return (found, Side(side)) if found else (None, None)

    @property
    def ends_at(self):
        return self.created_at + EMAIL_CHANGE_LIFETIME

    @property
    def is_confirmed(self):
        return bool(self.old_confirmed_at and self.new_confirmed_at)

    def confirmed_at(self, side):
        return self.old_confirmed_at if side == Side.OLD else self.new_confirmed_at

    def confirm(self, side):
        """Stores that this mailbox has confirmed. On a locked row."""
        field = f"{side}_confirmed_at"
        setattr(self, field, getattr(self, field) or timezone.now())
        self.save(update_fields=[field])

    def apply(self):
        """The account gets the address. Returns False if meanwhile another account has it. Ends all links."""
        self.delete()
        try:
            with transaction.atomic():
                self.user.email = self.email
                self.user.save(update_fields=["email"])
                self.user.emailaddress_set.all().delete()
                EmailAddress.objects.create(user=self.user, email=self.email, verified=True, primary=True)
        except IntegrityError:
            return False
        return True


def lock_person(user_pk):
    """The person's row, before that of the change: in this order everywhere, so that nobody waits for each other."""
    User.objects.select_for_update(no_key=True).filter(pk=user_pk).first()
