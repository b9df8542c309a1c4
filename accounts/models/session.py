from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

# From demo/settings.json, where the client's values stand.
KEPT = timedelta(days=30)
NOT_KEPT = timedelta(hours=8)
REDAKTION_AT_MOST = timedelta(hours=12)
REDAKTION_IDLE = timedelta(minutes=60)
# How often it is written down that somebody is there.
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class SessionQuerySet(models.QuerySet):
    def lasting(self):
        return self.filter(expire_date__gt=timezone.now()).exclude(self.too_long_for_redaktion)

    def over(self):
        return self.filter(Q(expire_date__lte=timezone.now()) | self.too_long_for_redaktion)

    @property
    def too_long_for_redaktion(self):
        """By the role somebody has now, so that it also ends sessions from before it was given."""
        now = timezone.now()
        over = Q(signed_in_at__lte=now - REDAKTION_AT_MOST) | Q(seen_at__lte=now - REDAKTION_IDLE)
        return Q(user__site_role__in=("admin", "editor")) & over


class Session(AbstractBaseSession):
    """A browser that remembers something; a device of the account that is signed in there.

    `seen_at` is at most as old as `pause` allows. `device` is what the browser says of itself, in words.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
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
        from accounts.sessions import SessionStore

        return SessionStore

    def see(self):
        """Writes down that the person is there, unless it was written a moment ago."""
        now = timezone.now()
        pause = MINUTE if self.user.works_in_redaktion else HOUR
        if now - self.seen_at > pause:
            self.seen_at = now
            Session.objects.filter(pk=self.pk).update(seen_at=now)
