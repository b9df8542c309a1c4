"""The Content-Security-Policy. No page of the site requests anything of another origin."""

from django.middleware.csp import ContentSecurityPolicyMiddleware as DjangoMiddleware
from django.utils.csp import CSP

SITE = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
ADMIN = {
    **SITE,
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF, "blob:"],
    "worker-src": [CSP.SELF, "blob:"],
    "frame-src": [CSP.SELF],
    "object-src": [CSP.NONE],
}


class ContentSecurityPolicyMiddleware(DjangoMiddleware):
    """A strict policy for our pages, and one with inline scripts and styles for Wagtail's admin."""

    def process_response(self, request, response):
        if not hasattr(response, "_csp_config"):
            response._csp_config = ADMIN if request.path.startswith("/redaktion/") else SITE
        return super().process_response(request, response)
