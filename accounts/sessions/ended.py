"""Answers a request whose session was ended, or whose account was deleted, while it was being processed."""

import logging

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import ObjectDoesNotExist, ObjectNotUpdated
from django.db import Error, IntegrityError
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from accounts.models import User
from accounts.sessions.no_store import forbid_storing
from accounts.sessions.store import SAFE_METHODS
from web.keep_input import submitted_text
from web.notes import log_unwritten

logger = logging.getLogger("accounts")


class SessionMiddleware(middleware.SessionMiddleware):
    def process_response(self, request, response):
        try:
            return super().process_response(request, forbid_storing(request, response))
        except SessionInterrupted:
            return super().process_response(request, self.respond_without_session(request, response))
        except Error as error:
            if request.method not in SAFE_METHODS:
                raise
            # A page that was read is shown, although the session cannot remember it.
            log_unwritten("session", error)
            patch_vary_headers(response, ("Cookie",))
            return response

    def process_exception(self, request, exception):
        if isinstance(exception, SessionInterrupted) or is_account_deleted(request, exception):
            return self.respond_without_session(request)
        return None

    def respond_without_session(self, request, response=None):
        """A GET is redirected to itself, a redirect after a form is kept, any other form gets its text back."""
        logger.info("Session ended meanwhile", extra={"event": "session_interrupted"})
        request.session, request.user = self.SessionStore(), AnonymousUser()
        if request.method in ("GET", "HEAD"):
            return redirect(request.get_full_path())
        if response and 300 <= response.status_code < 400:
            return response
        return render(
            request, "accounts/signed_out.html", {"submitted_text": submitted_text(request)}, status=401
        )


def is_account_deleted(request, exception):
    """Whether the view failed because the account was deleted meanwhile."""
    if not isinstance(exception, (ObjectDoesNotExist, IntegrityError, ObjectNotUpdated)):
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated) and not User.objects.filter(pk=user.pk).exists()
