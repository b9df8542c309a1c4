"""Gives text back to people whose form was sent after their session had ended."""

import logging
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

logger = logging.getLogger("accounts")

# Fields of all forms that hold more than a few words.
WRITTEN = (
    *("title", "text", "seeks", "offers"),
    *("summary", "description", "rules", "welcome", "words", "addresses", "reason"),
)


def keep_input(view):
    """Decorator: like login_required, but a form sent without a session is answered by a page with its text (401)."""

    @never_cache
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if (
            request.method == "POST"
            and not request.user.is_authenticated
            and (text := submitted_text(request))
        ):
            logger.info("Writing", extra={"event": "post_while_signed_out"})
            return render(request, "accounts/signed_out.html", {"submitted_text": text}, status=401)
        return login_required(view)(request, *args, **kwargs)

    return wrapped


def submitted_text(request):
    """The text of a form, to be given back on a page that cannot show the form itself."""
    return "\n\n".join(filter(None, (request.POST.get(field) for field in WRITTEN)))
