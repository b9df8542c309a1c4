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

from accounts.limits import (
    ADMIN_LAST_SEEN_INTERVAL,
    ADMIN_SESSION_IDLE,
    ADMIN_SESSION_LIFETIME,
    LAST_SEEN_INTERVAL,
    SHARED_DEVICE_SESSION_LIFETIME,
)
from caching.revision import revision_columns
from prepared.query import Parameter, PreparedQuery
from web.notes import optional_write

HOUR = timedelta(hours=1)


class SessionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(expire_date__gt=Now()).exclude(self.expired_by_account)

    def expired(self):
        return self.filter(Q(expire_date__lte=Now()) | self.expired_by_account)

    @property
    def expired_by_account(self):
        """A condition: the account is inactive, or its present role ends the session, also an older one."""
        expired = Q(signed_in_at__lte=Now() - ADMIN_SESSION_LIFETIME) | Q(
            seen_at__lte=Now() - ADMIN_SESSION_IDLE
        )
        return Q(user__is_active=False) | Q(user__site_role__in=("admin", "editor")) & expired


class Session(AbstractBaseSession):
    """A session; with a user, a device on which the account is signed in.

    `seen_at` is exact to an interval only, see `mark_seen`. `device`: see accounts.sessions.devices. `number` identifies
    the row in pages and addresses, since whoever knows the key is signed in.
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

    def assign_user(self, user, sign_in):
        """`user`: a pk as text, or None. `sign_in`: the data under accounts.sessions.store.SIGN_IN."""
        if user is None:
            self.user_id = self.signed_in_at = self.seen_at = None
            return
        self.user_id, self.device = int(user), sign_in.get("device", "")
        self.signed_in_at = signed_in_at(sign_in)
        self.seen_at = self.seen_at or timezone.now()

    def mark_seen(self, user):
        """Updates `seen_at`, unless it was updated less than an interval ago."""
        now = timezone.now()
        before = now - (ADMIN_LAST_SEEN_INTERVAL if user.works_in_admin else LAST_SEEN_INTERVAL)
        if self.seen_at < before:
            self.seen_at = now
            with optional_write("last seen"):
                Session.objects.filter(pk=self.pk, seen_at__lt=before).update(seen_at=now)

    @property
    def is_kept(self):
        """Whether the session outlives the browser: it was not begun on a shared device."""
        return self.expire_date - self.signed_in_at > SHARED_DEVICE_SESSION_LIFETIME

    @property
    def ends_at(self):
        """The latest time at which the session ends."""
        if self.user.works_in_admin:
            return min(self.expire_date, self.signed_in_at + ADMIN_SESSION_LIFETIME)
        return self.expire_date

    @property
    def last_seen(self):
        """In words as exact as `seen_at` is."""
        hours = (timezone.now() - self.seen_at) // HOUR
        if hours < 1:
            return "in der letzten Stunde"
        if hours < 24:
            return "vor etwa einer Stunde" if hours == 1 else f"vor etwa {hours} Stunden"
        return f"am {date_format(timezone.localtime(self.seen_at), 'DATE_FORMAT')}"


# Runs in each request with a session: with its user, and with the site's revision, which the page's menus ask for.
active_by_key = PreparedQuery(
    lambda: (
        Session.objects.active()
        .filter(pk=Parameter("key", models.CharField()))
        .select_related("user")
        .annotate(**revision_columns())
    )
)


def signed_in_at(sign_in):
    return datetime.fromtimestamp(sign_in["at"], UTC) if sign_in else timezone.now()
