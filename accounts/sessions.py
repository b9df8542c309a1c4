"""Sessions as rows of `accounts.Session`: whose, on which device, since when; how long they last."""

from datetime import UTC, datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.devices import device_name

# What a session remembers of signing in: {"device": words, "at": seconds since 1970, "kept": on this device}.
SIGN_IN = "sign_in"
# Set before the last step of signing in by whoever sits at a device of others.
OTHER_DEVICE = "other_device"


class SessionStore(db.SessionStore):
    """Takes no null characters, unlike PostgreSQL's text: a key that holds one names no session."""

    row = None

    @classmethod
    def get_model_class(cls):
        from accounts.models import Session

        return Session

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isprintable()

    def _get_session_from_db(self):
        """The row, if it lasts by its person's role."""
        rows = self.model.objects.lasting().select_related("user")
        self.row = rows.filter(session_key=self.session_key).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        if user := data.get("_auth_user_id"):
            sign_in = data.get(SIGN_IN, {})
            row.user_id = int(user)
            row.device = sign_in.get("device", "")
            row.signed_in_at = signed_in_at(sign_in)
            row.seen_at = timezone.now()
        return row

    def get_expiry_date(self, **_):
        from accounts.models.session import KEPT, NOT_KEPT

        sign_in = self.get(SIGN_IN)
        if sign_in is None:
            return super().get_expiry_date()
        return signed_in_at(sign_in) + (KEPT if sign_in["kept"] else NOT_KEPT)

    def get_expiry_age(self, **_):
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def get_expire_at_browser_close(self):
        return not self.get(SIGN_IN, {"kept": True})["kept"]


def signed_in_at(sign_in):
    return datetime.fromtimestamp(sign_in["at"], UTC) if sign_in else timezone.now()


def remember_sign_in(request, **_):
    """The signal's receiver; adds to the session what its row tells."""
    request.session[SIGN_IN] = {
        "device": device_name(request.META.get("HTTP_USER_AGENT", "")),
        "at": timezone.now().timestamp(),
        "kept": not request.session.pop(OTHER_DEVICE, False),
    }


class SeenMiddleware:
    """Notes that somebody is there when they look at or send something; not when a page asks by itself."""

    by_itself = ("/redaktion/editing-sessions/",)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        row = request.session.row
        if row and row.user_id and request.user.is_authenticated and not self.is_by_itself(request):
            row.see()
        return response

    def is_by_itself(self, request):
        return request.path.startswith(self.by_itself)
