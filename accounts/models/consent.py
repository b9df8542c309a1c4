"""The consent texts that members agree to, and who agreed to which text when (docs/decisions/0017)."""

import logging

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, Q, Subquery
from django.utils import timezone

from accounts.audit_labels import ACCOUNTS, Act
from audit.models import record_act

logger = logging.getLogger("accounts")

# The form field with the id of the text that the form showed.
TEXT_FIELD = "consent_text"


class AnotherPublished(Exception):
    """Another text was published after the one that this text was meant to replace."""


class ConsentTextManager(models.Manager):
    def current(self):
        return self.order_by("-pk").first()

    def shown_in(self, data):
        """The current text if the form with this data showed it, else None."""
        text = self.current()
        if data.get(TEXT_FIELD) == str(text.pk):
            return text
        logger.info("Consent", extra={"event": "consent_text_changed"})
        return None

    @transaction.atomic
    def publish(self, by, text, *, after, changed=""):
        """Replaces `after`, the text that is current, by a new one. Raises AnotherPublished."""
        try:
            with transaction.atomic():
                new = self.create(text=text, changed=changed, after=after, published_by=by)
        except IntegrityError:
            raise AnotherPublished from None
        record_act(by, Act.CONSENT_PUBLISHED, object=f"consent_text.{new.pk}", scope=ACCOUNTS)
        return new


class ConsentText(models.Model):
    """One version of the text; the newest one is current. The database refuses to change or delete any (migration 0008).

    `changed`: what is new, for those who agreed to the previous version.
    """

    text = models.TextField("Text", max_length=1000)
    changed = models.TextField("Was sich ändert", max_length=500, blank=True)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = models.DateTimeField("veröffentlicht", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ConsentTextManager()

    class Meta:
        verbose_name = "Fassung der Einwilligung"
        verbose_name_plural = "Fassungen der Einwilligung"
        constraints = [
            # Each text has at most one successor, and only one text has no predecessor.
            models.UniqueConstraint(
                fields=["after"], nulls_distinct=False, name="consent_text_one_after_another"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="consent_text_says_something"),
        ]

    def __str__(self):
        return f"Einwilligung, Fassung {self.pk}"

    def agree(self, user):
        """Stores that the user agrees to this text; repeated calls change nothing."""
        Consent.objects.bulk_create([Consent(user=user, text=self)], ignore_conflicts=True)


class ConsentQuerySet(models.QuerySet):
    def newest(self):
        return self.select_related("text").order_by("-text")


class Consent(models.Model):
    """Proof that a user agreed to a text. The database refuses to change one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents", db_index=False
    )
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField("zugestimmt", default=timezone.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        constraints = [models.UniqueConstraint(fields=["user", "text"], name="consent_once_per_text")]

    def __str__(self):
        return f"Einwilligung {self.pk}"


def has_agreed(user):
    """An Exists expression: whether this user (a pk, or an OuterRef) has agreed to the current text."""
    current = ConsentText.objects.order_by("-pk").values("pk")[:1]
    return Exists(Consent.objects.filter(user=user, text=Subquery(current)))
