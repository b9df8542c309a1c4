import logging

from django.core.exceptions import SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from accounts.second_factor.pending_form import came_with_files, pending_fields, previous_path
from web.declarations import get_declared
from web.keep_input import submitted_text

logger = logging.getLogger("home")


@requires_csrf_token
def not_found(request, exception):
    """The page for 404; `exception.group` (groups.access) is a group that the viewer may know and ask to join."""
    group = getattr(exception, "group", None)
    template = "groups/members_only.html" if group else "404.html"
    written = checked_text(request)
    if written:
        logger.info("Writing", extra={"event": "post_from_outside", "user": request.user.pk})
    return render(request, template, {"group": group, "submitted_text": written}, status=404)


@requires_csrf_token
def forbidden(request, exception):
    """The page for 403: why, and the text of who lost the right while writing."""
    context = {"exception": str(exception), "submitted_text": checked_text(request)}
    return render(request, "403.html", context, status=403)


def checked_text(request):
    """The submitted text if its form was ours: without a CSRF check a page of another site could have sent it."""
    return submitted_text(request) if getattr(request, "csrf_processing_done", False) else ""


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
    """The page for 500. Reads nothing from the database, which may be the cause.

    Gives back what was typed, and where the view protects its form (web.declarations.text_fields) all of it but files and
    passwords, to be sent again.
    """
    context = {"request_id": getattr(request, "id", "")}
    try:
        context |= submitted_form(request, checked_text(request) if request.method == "POST" else "")
    except (OSError, SuspiciousOperation, MultiPartParserError):
        logger.warning("Forms", extra={"event": "text_not_given_back"})
    response = render(request, "500.html", context, status=500)
    add_never_cache_headers(response)
    return response


def submitted_form(request, written):
    """What a page needs that gives the text back and, where the view protects its form, the whole form."""
    may_be_sent_again = written and get_declared(request, "text_fields")
    return {
        "submitted_text": written,
        "may_be_sent_again": may_be_sent_again,
        "pending_fields": pending_fields(request.POST) if may_be_sent_again else [],
        "has_files": bool(written) and came_with_files(request),
        "back": previous_path(request),
    }


@require_safe
def offline(request):
    """The page that service_worker.js shows without a connection: the same for all."""
    return render(request, "offline.html")


@require_safe
def service_worker(request):
    """The script stands at the root, since it serves the addresses below its own."""
    return render(request, "service_worker.js", content_type="text/javascript")
