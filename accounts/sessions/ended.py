"""What somebody sees whose session was ended while a request of theirs was under way."""

import logging

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import ObjectDoesNotExist, ObjectNotUpdated
from django.db import IntegrityError
from django.shortcuts import redirect, render

from accounts.models import User
from web.keep_input import submitted_text

logger = logging.getLogger("accounts")


class SessionMiddleware(middleware.SessionMiddleware):
    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            return super().process_response(request, self.lead_on(request, response))

    def process_exception(self, request, exception):
        if isinstance(exception, SessionInterrupted) or is_gone(request, exception):
            return self.lead_on(request)
        return None

    def lead_on(self, request, response=None):
        """Without the session: a page is asked for anew, what is done stays done, and what was typed is given back."""
        logger.info("Session ended meanwhile", extra={"event": "session_interrupted"})
        request.session, request.user = self.SessionStore(), AnonymousUser()
        if request.method in ("GET", "HEAD"):
            return redirect(request.get_full_path())
        if response and 300 <= response.status_code < 400:
            return response
        return render(
            request, "accounts/signed_out.html", {"submitted_text": submitted_text(request)}, status=401
        )


def is_gone(request, exception):
    """Whether this went wrong because the account was deleted meanwhile, whatever the view was doing with it."""
    if not isinstance(exception, (ObjectDoesNotExist, IntegrityError, ObjectNotUpdated)):
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated) and not User.objects.filter(pk=user.pk).exists()
