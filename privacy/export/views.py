"""The export of one's data: requesting it, its progress, and the download."""

import logging

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.second_factor.demand import did_recently_authenticate
from accounts.second_factor.reauthentication import reauthenticated
from privacy.export import job
from web.declarations import background_request

logger = logging.getLogger("privacy")
TOO_MANY = (
    "Sie haben Ihre Daten heute schon oft zusammenstellen lassen. Bitte versuchen Sie es morgen wieder."
)


@require_POST
@login_required
@never_cache
def request_export(request):
    if ratelimit.consume(request, action="data_export", user=request.user):
        job.request_export(request.user)
    else:
        logger.warning("Data export refused", extra={"event": "data_export_refused", "user": request.user.pk})
        messages.error(request, TOO_MANY)
    return redirect(f"{redirect('privacy:overview').url}#mitnehmen")


@background_request
@require_safe
@login_required
@never_cache
def export_progress(request):
    """The section of the page alone, which the page requests again while the export is being made."""
    return render(request, "privacy/export.html", export_context(request))


def export_context(request):
    """What the template privacy/export.html needs."""
    return {"export": job.current_export(request.user), "is_confirmed": did_recently_authenticate(request)}


@require_safe
@reauthenticated
def download_export(request):
    """The ZIP of whoever is signed in: the address holds no id."""
    export = job.current_export(request.user)
    if export is None or not export.made_at:
        return redirect("privacy:overview")
    made = timezone.localtime(export.made_at)
    name = f"staedtenetz-daten-{made:%Y-%m-%d}.zip"
    response = HttpResponse(bytes(export.archive), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    logger.info("Data export fetched", extra={"event": "data_export_fetched", "user": request.user.pk})
    return response
