"""Nothing that somebody typed gets lost because their sign-in has ended meanwhile."""

import logging
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

logger = logging.getLogger("accounts")

# The fields in which people write more than a few words, whatever the form.
WRITTEN = (
    *("title", "text", "seeks", "offers"),
    *("summary", "description", "rules", "welcome", "words", "addresses", "reason"),
)


def keep_input(view):
    """As login_required, but whoever was signed out meanwhile gets back what they typed."""

    @never_cache
    @wraps(view)
    def asks_first(request, *args, **kwargs):
        if (
            request.method == "POST"
            and not request.user.is_authenticated
            and (text := submitted_text(request))
        ):
            logger.info("Writing", extra={"event": "post_while_signed_out"})
            return render(request, "accounts/signed_out.html", {"submitted_text": text}, status=401)
        return login_required(view)(request, *args, **kwargs)

    return asks_first


def submitted_text(request):
    """What somebody wrote, to be given back where its form cannot be."""
    return "\n\n".join(filter(None, (request.POST.get(field) for field in WRITTEN)))
