"""Sessions as rows of `accounts.Session`: whose, on which device, since when; how long they last."""

from asgiref.sync import sync_to_async
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, InterfaceError, OperationalError
from django.utils import timezone

from accounts.models.session import KEPT, NOT_KEPT, Session, lasting_by_key, signed_in_at
from accounts.sessions.devices import device_name

# What a session remembers of signing in: {"device": words, "at": seconds since 1970, "kept": on this device}.
SIGN_IN = "sign_in"
# Set before the last step of signing in by whoever sits at a device of others.
OTHER_DEVICE = "other_device"
# Of one account, so that the list of them can be read.
DEVICES_AT_MOST = 50
# What scripts, ours and Wagtail's, ask for or tell without anybody doing anything.
BY_ITSELF = {
    *("forum:news", "forum:read", "notifications:news"),
    *("groups:mailing-progress", "groups:invitation-opened", "privacy:export-progress"),
    *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
}
READING = ("GET", "HEAD", "OPTIONS")


class SessionStore(db.SessionStore):
    """Takes no null characters, unlike PostgreSQL's text: a key that holds one names no session."""

    row = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isprintable()

    def _get_session_from_db(self):
        """The row, if it lasts by its person's role."""
        self.row = lasting_by_key.first(key=self.session_key)
        if self.row is None:
            self._session_key = None
        return self.row

    async def _aget_session_from_db(self):
        return await sync_to_async(self._get_session_from_db)()

    def create_model_instance(self, data):
        """A row to be written over the one that was read."""
        row, before = super().create_model_instance(data), self.row
        if before and before.pk == row.pk:
            row.number, row.seen_at = before.number, before.seen_at
        row.belong_to(data.get(SESSION_KEY), data.get(SIGN_IN, {}))
        self.row = row
        return row

    async def acreate_model_instance(self, data):
        return await sync_to_async(self.create_model_instance)(data)

    def save(self, must_create=False):
        try:
            super().save(must_create)
        except UpdateError as error:
            # A database that fails ends no session.
            if isinstance(error.__context__, (OperationalError, InterfaceError)):
                raise error.__context__ from None
            raise
        except IntegrityError as error:
            # The account was deleted meanwhile.
            raise UpdateError from error

    def cycle_key(self):
        """Renames the row instead of making another: what somebody ends meanwhile must not come back by a new key."""
        # Only reading it tells whether there is a row.
        self._get_session()
        if self.session_key is None:
            return super().cycle_key()
        key = self._get_new_session_key()
        if not self.model.objects.filter(pk=self.session_key).update(session_key=key):
            if self.row.user_id is None:
                # Nobody ends what belongs to nobody: it was a double click on signing in.
                return super().cycle_key()
            raise SessionInterrupted("The session was ended before its key could change.")
        self._session_key = self.row.session_key = key
        self.modified = True

    def get_expiry_date(self, **_):
        sign_in = self.get(SIGN_IN)
        if sign_in is None:
            return super().get_expiry_date()
        return signed_in_at(sign_in) + (KEPT if sign_in["kept"] else NOT_KEPT)

    def get_expiry_age(self, **_):
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def get_expire_at_browser_close(self):
        return not self.get(SIGN_IN, {"kept": True})["kept"]


def remember_sign_in(request, user, **_):
    """The signal's receiver; adds to the session what its row tells. Of too many devices the longest unused end."""
    request.session[SIGN_IN] = {
        "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
        "at": timezone.now().timestamp(),
        "kept": not request.session.pop(OTHER_DEVICE, False),
    }
    surplus = user.sessions.order_by("-seen_at", "pk").values_list("pk", flat=True)[DEVICES_AT_MOST - 1 :]
    user.sessions.filter(pk__in=list(surplus)).delete()


def end_others(request, user, **_):
    """The signal's receiver; with an old password nobody stays signed in."""
    user.sessions.exclude(pk=request.session.session_key).delete()


class SeenMiddleware:
    """Notes that somebody is there when they look at or send something; not when a page asks by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        row = request.session.row
        if row and row.user_id and request.user.is_authenticated and not is_by_itself(request):
            row.see(request.user)
        return response


def is_by_itself(request):
    """Whatever a script reads does not count, so that no new one keeps an empty chair signed in.

    Of what scripts send, and of all requests of browsers that do not tell which are a script's, the list decides.
    """
    mode, match = request.headers.get("Sec-Fetch-Mode"), request.resolver_match
    if mode == "navigate":
        return False
    if match and match.view_name in BY_ITSELF:
        return True
    return mode is not None and request.method in READING
