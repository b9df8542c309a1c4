from django.http import HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string

from config.csp import ContentSecurityPolicyMiddleware
from config.serving.limits import RETRY_SECONDS


def busy_page(request):
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    page = render_to_string("503.html", {"seconds": RETRY_SECONDS, "sent": request.method == "POST"})
    return HttpResponse(page, status=503, headers=headers)


busy = SecurityMiddleware(ContentSecurityPolicyMiddleware(XFrameOptionsMiddleware(busy_page)))
"""The response to a request that no thread is free for. It asks no database and passes no other middleware."""
