"""The session engine: sessions as rows of `accounts.Session`, which know their user, device and times; and their expiry.

Expiry is decided when a session is read, by the user's present role, not when it is made: see docs/decisions/0015.
"""

from asgiref.sync import sync_to_async
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import ObjectNotUpdated
from django.db import IntegrityError
from django.utils import timezone

from accounts.limits import DEVICES_PER_ACCOUNT, SESSION_LIFETIME, SHARED_DEVICE_SESSION_LIFETIME
from accounts.models.session import Session, active_by_key, signed_in_at
from accounts.sessions.devices import device_name
from web.declarations import get_declared, is_csrf_checked

# The key of {"device": name, "at": seconds since 1970, "kept": False on a shared device} in a session's data.
SIGN_IN = "sign_in"
# The key of a bool, set before the last step of signing in: the box for a shared device was ticked.
OTHER_DEVICE = "other_device"
# Wagtail's views that its scripts request without anybody doing anything. Ours declare it: web.declarations.
PACKAGE_BACKGROUND_VIEWS = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SessionStore(db.SessionStore):
    """`row`: the Session that was read or written last, or None."""

    row = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _validate_session_key(self, key):
        # PostgreSQL's text holds no null characters: a query with one would fail.
        return super()._validate_session_key(key) and key.isprintable()

    def _get_session_from_db(self):
        """The row, unless it has expired by the rules of its user's role."""
        self.row = active_by_key.first(key=self.session_key)
        if self.row is None:
            self._session_key = None
        return self.row

    async def _aget_session_from_db(self):
        return await sync_to_async(self._get_session_from_db)()

    def create_model_instance(self, data):
        """A row that replaces the one that was read, with its number and time."""
        row, before = super().create_model_instance(data), self.row
        if before and before.pk == row.pk:
            row.number, row.seen_at = before.number, before.seen_at
        row.assign_user(data.get(SESSION_KEY), data.get(SIGN_IN, {}))
        self.row = row
        return row

    async def acreate_model_instance(self, data):
        return await sync_to_async(self.create_model_instance)(data)

    def save(self, must_create=False):
        try:
            super().save(must_create)
        except UpdateError as error:
            # Django raises UpdateError for any DatabaseError, but a database that is read-only, full or away must not
            # sign anybody out: only a row that is gone does.
            if isinstance(error.__context__, ObjectNotUpdated):
                raise
            raise error.__context__ from None
        except IntegrityError as error:
            # The account was deleted meanwhile.
            raise UpdateError from error

    def cycle_key(self):
        """Changes the key of the row instead of inserting another: a session that is ended meanwhile must not come back."""
        # Loading tells whether there is a row.
        self._get_session()
        if self.session_key is None:
            return super().cycle_key()
        key = self._get_new_session_key()
        if not self.model.objects.filter(pk=self.session_key).update(session_key=key):
            if self.row.user_id is None:
                # Nobody ends a session without a user: its row was replaced by a concurrent sign-in (a double click).
                return super().cycle_key()
            raise SessionInterrupted("The session was ended before its key could change.")
        self._session_key = self.row.session_key = key
        self.modified = True

    def get_expiry_date(self, **_):
        sign_in = self.get(SIGN_IN)
        if sign_in is None:
            return super().get_expiry_date()
        return signed_in_at(sign_in) + (
            SESSION_LIFETIME if sign_in["kept"] else SHARED_DEVICE_SESSION_LIFETIME
        )

    def get_expiry_age(self, **_):
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def get_expire_at_browser_close(self):
        return not self.get(SIGN_IN, {"kept": True})["kept"]


def remember_sign_in(request, user, **_):
    """Signal receiver: stores device and time; of more than DEVICES_PER_ACCOUNT sessions the longest unused end."""
    request.session[SIGN_IN] = {
        "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
        "at": timezone.now().timestamp(),
        "kept": not request.session.pop(OTHER_DEVICE, False),
    }
    surplus = user.sessions.order_by("-seen_at", "pk").values_list("pk", flat=True)[DEVICES_PER_ACCOUNT - 1 :]
    user.sessions.filter(pk__in=list(surplus)).delete()


def end_other_sessions(request, user, **_):
    """Signal receiver: after a change of password, sessions that used the old one end."""
    user.sessions.exclude(pk=request.session.session_key).delete()


class LastSeenMiddleware:
    """Stores when a user was last active; requests that scripts send by themselves do not count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        row = request.session.row
        if row and row.user_id and request.user.is_authenticated and not is_background_request(request):
            row.mark_seen(request.user)
        return response


def is_background_request(request):
    """Whether a script sent the request without anybody doing anything, so that an unattended page is signed out.

    What may come from a page of another site is one, and whatever a script reads. For what scripts send, and for
    browsers without Sec-Fetch-Mode, the view decides.
    """
    if request.method not in SAFE_METHODS and not is_csrf_checked(request):
        return True
    mode, match = request.headers.get("Sec-Fetch-Mode"), request.resolver_match
    if mode == "navigate":
        return False
    is_declared = get_declared(request, "is_background_request")
    if is_declared or (match and match.view_name in PACKAGE_BACKGROUND_VIEWS):
        return True
    return mode is not None and request.method in SAFE_METHODS
