from django.conf import settings
from django.contrib.admin import display
from django.core import signing
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cms import limits
from vocabulary.models import Municipality

STATUS = signing.Signer(salt="advice.status")
# What tells who has asked. The place stays, and so does what is counted.
PERSONAL = ("concern", "name", "function", "email", "phone")


class AdviceState(models.TextChoices):
    OPEN = "offen", "offen"
    ACTIVE = "beratung", "in Beratung"
    CLOSED = "abgeschlossen", "abgeschlossen"


class ChangedMeanwhile(Exception):
    """Somebody else has changed the request since it was read; `request` is how it is now."""

    def __init__(self, request):
        super().__init__(request.pk)
        self.request = request


class AdviceRequestQuerySet(models.QuerySet):
    def anonymise(self):
        """Empties what tells who asked, and deletes notes and mails. Year, place and theme fields are counted on."""
        AdviceEntry.objects.filter(request__in=self).delete()
        self.update(anonymised_at=timezone.now(), page=None, **dict.fromkeys(PERSONAL, ""))

    def expired(self):
        end = timezone.now() - limits.ADVICE_RETENTION
        return self.filter(closed_at__lt=end, anonymised_at=None)


class AdviceRequest(models.Model):
    """What a municipality wants advice on. `place` says where, `municipality` only if it is one of ours."""

    place = models.CharField("Stadt oder Gemeinde", max_length=limits.PLACE_LENGTH)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="aus der Liste"
    )
    concern = models.TextField("Anliegen")
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", related_name="+", verbose_name="Themenfelder"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="zur Seite"
    )
    name = models.CharField("Name", max_length=limits.LINE_LENGTH)
    function = models.CharField("Funktion", max_length=limits.LINE_LENGTH, blank=True)
    email = models.EmailField("E-Mail-Adresse")
    phone = models.CharField("Telefon", max_length=limits.PHONE_LENGTH, blank=True)
    state = models.CharField("Stand", max_length=15, choices=AdviceState, default=AdviceState.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zuständig",
    )
    created_at = models.DateTimeField("eingegangen", default=timezone.now)
    started_at = models.DateTimeField("Beratung begonnen", null=True)
    closed_at = models.DateTimeField("abgeschlossen am", null=True)
    anonymised_at = models.DateTimeField("ohne Namen seit", null=True)
    version = models.PositiveIntegerField("Fassung", default=1)

    objects = AdviceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "Anfrage nach Beratung"
        verbose_name_plural = "Anfragen nach Beratung"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AdviceState.values), name="advice_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.ACTIVE) | Q(started_at__isnull=False),
                name="advice_in_work_has_begun",
            ),
            models.CheckConstraint(
                condition=Q(state=AdviceState.CLOSED, closed_at__isnull=False)
                | (~Q(state=AdviceState.CLOSED) & Q(closed_at__isnull=True)),
                name="advice_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True) | Q(**dict.fromkeys(PERSONAL, "")),
                name="advice_anonymised_names_nobody",
            ),
        ]

    def __str__(self):
        return f"{self.reference}, {self.place}"

    @classmethod
    def find(cls, token):
        """The request of a signed link, or None: forged, or of nobody any more."""
        try:
            return cls.objects.filter(pk=STATUS.unsign(token), anonymised_at=None).first()
        except signing.BadSignature:
            return None

    @property
    @display(description="Nummer")
    def reference(self):
        """By which people and editors call it, e.g. "BA-2026-014"."""
        return f"BA-{timezone.localtime(self.created_at).year}-{self.pk:03}"

    @property
    def status_path(self):
        return reverse("advice:status", args=[STATUS.sign(str(self.pk))])

    @transaction.atomic
    def change_state(self, version, state, assigned_to):
        """Raises ChangedMeanwhile unless `version` is still the current one."""
        current = AdviceRequest.objects.select_for_update().get(pk=self.pk)
        if current.version != version:
            raise ChangedMeanwhile(current)
        now, state = timezone.now(), AdviceState(state)
        if state == AdviceState.ACTIVE:
            current.started_at = current.started_at or now
        current.closed_at = (current.closed_at or now) if state == AdviceState.CLOSED else None
        current.state, current.assigned_to, current.version = state, assigned_to, F("version") + 1
        current.save(update_fields=["state", "assigned_to", "started_at", "closed_at", "version"])

    def add_note(self, author, text):
        return self.entries.create(kind=EntryKind.NOTE, author=author, text=text)


class EntryKind(models.TextChoices):
    NOTE = "notiz", "Notiz"
    MAIL = "mail", "E-Mail"


class AdviceEntry(models.Model):
    """A note of an editor, or a mail to the person who asked. Entries are added only, and go with their request."""

    request = models.ForeignKey(AdviceRequest, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField("Art", max_length=5, choices=EntryKind)
    subject = models.CharField("Betreff", max_length=limits.LINE_LENGTH, blank=True)
    text = models.TextField("Text")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="von"
    )
    created_at = models.DateTimeField("geschrieben", auto_now_add=True)

    class Meta:
        verbose_name = "Notiz oder E-Mail zu einer Beratung"
        verbose_name_plural = "Notizen und E-Mails zu Beratungen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="advice_entry_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.NOTE, subject="") | (Q(kind=EntryKind.MAIL) & ~Q(subject="")),
                name="advice_mail_has_a_subject",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"
