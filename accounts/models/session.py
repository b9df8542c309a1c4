from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format

from prepared.query import Parameter, PreparedQuery

# From demo/content/settings.json, where the client's values stand.
KEPT = timedelta(days=30)
NOT_KEPT = timedelta(hours=8)
REDAKTION_AT_MOST = timedelta(hours=12)
REDAKTION_IDLE = timedelta(minutes=60)
# How often it is written down that somebody is there.
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class SessionQuerySet(models.QuerySet):
    def lasting(self):
        return self.filter(expire_date__gt=Now()).exclude(self.ended_by_account)

    def over(self):
        return self.filter(Q(expire_date__lte=Now()) | self.ended_by_account)

    @property
    def ended_by_account(self):
        """By its state and the role it has now, so that it also ends sessions from before that was given."""
        over = Q(signed_in_at__lte=Now() - REDAKTION_AT_MOST) | Q(seen_at__lte=Now() - REDAKTION_IDLE)
        return Q(user__is_active=False) | Q(user__site_role__in=("admin", "editor")) & over


class Session(AbstractBaseSession):
    """A browser that remembers something; a device of the account that is signed in there.

    `seen_at` is written once a minute or once an hour, see `see`. `device` is what the browser says of itself, in words.
    `number` names the row where others may read it: the key is what lets somebody in.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    number = models.UUIDField("Nummer", default=uuid4, unique=True, editable=False)
    device = models.CharField("Gerät", max_length=60, blank=True)
    signed_in_at = models.DateTimeField("angemeldet seit", null=True)
    seen_at = models.DateTimeField("zuletzt aktiv", null=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, signed_in_at=None, seen_at=None)
                | Q(user__isnull=False, signed_in_at__isnull=False, seen_at__isnull=False),
                name="session_of_user_has_times",
            )
        ]

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore

    def belong_to(self, user, sign_in):
        """As the session's data has it: the key of a user, or None, and what signing in left there."""
        if user is None:
            self.user_id = self.signed_in_at = self.seen_at = None
            return
        self.user_id, self.device = int(user), sign_in.get("device", "")
        self.signed_in_at = signed_in_at(sign_in)
        self.seen_at = self.seen_at or timezone.now()

    def see(self, user):
        """Writes down that the person is there, unless it was written a moment ago."""
        now = timezone.now()
        before = now - (MINUTE if user.works_in_redaktion else HOUR)
        if self.seen_at < before:
            self.seen_at = now
            Session.objects.filter(pk=self.pk, seen_at__lt=before).update(seen_at=now)

    @property
    def is_kept(self):
        """Also when the browser is closed."""
        return self.expire_date - self.signed_in_at > NOT_KEPT

    @property
    def ends_at(self):
        """At the latest."""
        if self.user.works_in_redaktion:
            return min(self.expire_date, self.signed_in_at + REDAKTION_AT_MOST)
        return self.expire_date

    @property
    def last_seen(self):
        """In words no more exact than what is written down."""
        hours = (timezone.now() - self.seen_at) // HOUR
        if hours < 1:
            return "in der letzten Stunde"
        if hours < 24:
            return "vor etwa einer Stunde" if hours == 1 else f"vor etwa {hours} Stunden"
        return f"am {date_format(timezone.localtime(self.seen_at), 'DATE_FORMAT')}"


# Each request with a session asks it.
lasting_by_key = PreparedQuery(
    lambda: Session.objects.lasting().filter(pk=Parameter("key", models.CharField()))
)


def signed_in_at(sign_in):
    return datetime.fromtimestamp(sign_in["at"], UTC) if sign_in else timezone.now()
