"""What the forms in which people write have in common."""

import logging
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

logger = logging.getLogger("forum")


def writes(view):
    """As login_required, but whoever was signed out meanwhile gets back what they typed."""

    @never_cache
    @wraps(view)
    def asks_first(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            logger.info("Writing", extra={"event": "post_while_signed_out"})
            return render(request, "forum/signed_out.html", {"typed": typed(request)}, status=401)
        return login_required(view)(request, *args, **kwargs)

    return asks_first


def typed(request):
    """What somebody wrote, to be given back where its form cannot be."""
    return "\n\n".join(filter(None, (request.POST.get(field) for field in ("title", "text"))))


def wants_preview(request):
    return "preview" in request.POST


def wants_fragment(request):
    return request.headers.get("HX-Request") == "true"


def log_refused(form, group):
    """Which fields were refused and why, never what was typed."""
    codes = {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}
    logger.info("Writing", extra={"event": "post_refused", "group": group.pk, "fields": codes})


def log_removed(post):
    logger.info("Writing", extra={"event": "edit_of_removed", "post": post.pk})


GROUP_CLOSED = "Die Gruppe ist inzwischen abgeschlossen."


def closed_words(thread):
    """Why nobody can write there."""
    return GROUP_CLOSED if not thread.group.is_open else "Dieses Thema wurde inzwischen geschlossen."


def log_closed(thread):
    logger.info("Writing", extra={"event": "reply_to_closed", "group": thread.group_id, "topic": thread.pk})
