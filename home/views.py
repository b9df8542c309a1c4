import logging

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from web.keep_input import submitted_text

logger = logging.getLogger("home")


@requires_csrf_token
def not_found(request, exception):
    """The page for 404; `exception.group` (groups.access) is a group that the viewer may know and ask to join."""
    group = getattr(exception, "group", None)
    template = "groups/members_only.html" if group else "404.html"
    # Without a view no CSRF token was checked, and a page of another site could have sent the text.
    written = submitted_text(request) if getattr(request, "csrf_processing_done", False) else ""
    if written:
        logger.info("Writing", extra={"event": "post_from_outside", "user": request.user.pk})
    return render(request, template, {"group": group, "submitted_text": written}, status=404)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """The page for a failed CSRF check. Shows the submitted text again only to requests from our own pages."""
    logger.warning("Forms", extra={"event": "csrf_refused"})
    own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return render(
        request, "403_csrf.html", {"submitted_text": submitted_text(request) if own else ""}, status=403
    )


@requires_csrf_token
def server_error(request):
    """The page for 500. Reads nothing from the database, which may be the cause."""
    return render(request, "500.html", {"request_id": getattr(request, "id", "")}, status=500)


@require_safe
def offline(request):
    """The page that service_worker.js shows without a connection: the same for all."""
    return render(request, "offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request):
    """The script stands at the root, since it serves the addresses below its own."""
    return render(request, "service_worker.js", content_type="text/javascript")
