"""What search engines leave alone: addresses that they do not ask for, and answers that they do not keep."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.metadata.addresses import complete_address
from cms.metadata.sitemap import kept

# Names of the addresses whose answers may be found; of pages, their own head says more.
FOUND = {"wagtail_serve", "page-file", "feed", "media", "wagtaildocs_serve", "social-picture", "favicon"}
# Links of mails and invitations are not among them: whoever may not ask for a page never reads "noindex".
NOT_ASKED_FOR = (
    *("/redaktion/", "/konto/", "/mein/", "/gruppen/", "/personen/", "/mitteilungen/", "/live/", "/-/"),
    *("/*/vergleich/", "/*/export.", "/*?"),
)
ASKED_FOR = ("/*?seite=", "/sitemap")


class RobotsMiddleware:
    """Keeps out of search engines whatever is no page, feed or file of the editors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.url_name not in FOUND:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


@require_safe
@kept
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_ASKED_FOR),
        *(f"Allow: {path}" for path in ASKED_FOR),
        "",
        f"Sitemap: {complete_address(reverse('sitemap-index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
