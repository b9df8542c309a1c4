from contextvars import ContextVar

from allauth.account import auth_backends
from django.contrib.auth import SESSION_KEY, middleware
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from caching.revision import take_revision

# The user whom a session's query has brought, while Django looks for the session's user.
found_user = ContextVar("found_user", default=None)


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    def get_user(self, user_id):
        found = found_user.get()
        user = found if found and found.pk == user_id else User.objects.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Django's, which compares what the session knows of the password; session and user come by one query."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: get_user(request))


def get_user(request):
    request.session.get(SESSION_KEY)
    # None if it was not read but written: its user may be another one by now.
    row = request.session.row if hasattr(request.session.row, "changes") else None
    if row:
        take_revision(request, row)
    token = found_user.set(row and row.user)
    try:
        return middleware.get_user(request)
    finally:
        found_user.reset(token)
