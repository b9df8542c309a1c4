from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms import limits

CONFIRM, CANCEL = "event.confirm", "event.cancel"


class State(models.TextChoices):
    """Only `IN` takes a place. `since` says from when on, and who on the waiting list is first."""

    PENDING = "pending", "noch nicht bestätigt"
    IN = "in", "angemeldet"
    WAITING = "waiting", "auf der Warteliste"
    CANCELLED = "cancelled", "abgemeldet"


ACTIVE = (State.IN, State.WAITING)


class EventSignUpQuerySet(models.QuerySet):
    def of(self, user):
        """Those of the account, and those that its owner confirmed from their mailbox without signing in."""
        return self.filter(Q(user=user) | Q(email__in=user.addresses))

    def active(self):
        return self.filter(state__in=ACTIVE)

    def taking_places(self):
        return self.filter(state=State.IN)

    def waiting(self):
        """The first is the next to get a place."""
        return self.filter(state=State.WAITING).order_by("since", "pk")

    def expired(self):
        """What nobody needs any more: unconfirmed, cancelled, and of events that are long over."""
        now = timezone.now()
        unconfirmed = Q(state=State.PENDING, since__lt=now - limits.UNCONFIRMED_SIGN_UP_RETENTION)
        cancelled = Q(state=State.CANCELLED, since__lt=now - limits.SIGN_UP_RETENTION)
        return self.filter(unconfirmed | cancelled | Q(event__end__lt=now - limits.SIGN_UP_RETENTION))


class EventSignUp(models.Model):
    """Somebody who wants to take part in an event; one row for each address. Verbs: cms/events/sign_up.py."""

    event = models.ForeignKey(
        "cms.EventPage",
        on_delete=models.CASCADE,
        related_name="sign_ups",
        verbose_name="Veranstaltung",
        db_index=False,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Konto",
    )
    name = models.CharField("Name", max_length=100)
    email = models.EmailField("E-Mail-Adresse")
    place = models.CharField("Stadt oder Organisation", max_length=100)
    needs = models.TextField("Bedarf", max_length=1000, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State)
    since = models.DateTimeField("seit", default=timezone.now)

    objects = EventSignUpQuerySet.as_manager()

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], name="event_sign_up_once_per_address"),
        ]

    def __str__(self):
        # Stands in Wagtail's log, which is kept longer than the row.
        return f"Anmeldung {self.pk}"

    @classmethod
    def find(cls, token, purpose):
        """The sign-up of a signed link, or None: forged, or no longer there."""
        try:
            return cls.objects.select_related("event").filter(pk=signing.loads(token, salt=purpose)).first()
        except signing.BadSignature:
            return None

    @property
    def confirm_path(self):
        return reverse("event-sign-up:confirm", args=[signing.dumps(self.pk, salt=CONFIRM)])

    @property
    def cancel_path(self):
        return reverse("event-sign-up:cancel", args=[signing.dumps(self.pk, salt=CANCEL)])

    @property
    def is_in(self):
        return self.state == State.IN

    @property
    def is_waiting(self):
        return self.state == State.WAITING

    @property
    def may_be_confirmed(self):
        return (
            self.state == State.PENDING and self.since > timezone.now() - limits.UNCONFIRMED_SIGN_UP_RETENTION
        )

    @property
    def position(self):
        """On the waiting list, from 1."""
        before = Q(since__lt=self.since) | Q(since=self.since, pk__lt=self.pk)
        return EventSignUp.objects.waiting().filter(before, event=self.event_id).count() + 1

    def enter(self, state):
        self.state, self.since = state, timezone.now()
        self.save()
