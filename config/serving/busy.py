from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.urls import resolve

from config.csp import ContentSecurityPolicyMiddleware
from config.serving.limits import KEPT_FORM_BYTES, RETRY_SECONDS
from home.views import submitted_form
from web.keep_input import submitted_text


def busy_page(request):
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    context = {"seconds": RETRY_SECONDS, "sent": request.method == "POST"} | kept_form(request)
    return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)


def kept_form(request):
    """What was typed, to be sent again. Nothing has looked at the form, so only the browser's word makes it ours."""
    own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method != "POST" or not own or not length.isdecimal() or int(length) > KEPT_FORM_BYTES:
        return {}
    try:
        request.resolver_match = resolve(request.path_info)
        written = submitted_text(request)
        # The form's own token: there is no middleware here that would make one.
        return submitted_form(request, written) | {"csrf_token": request.POST.get("csrfmiddlewaretoken", "")}
    except (Http404, OSError, SuspiciousOperation, MultiPartParserError):
        return {}


busy = SecurityMiddleware(ContentSecurityPolicyMiddleware(XFrameOptionsMiddleware(busy_page)))
"""The response to a request that no thread is free for. It asks no database and passes no other middleware."""
