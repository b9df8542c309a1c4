"""The icon at the address where programs look for it unasked, and what home screens show; tools/assets/icons.py draws."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from cms.metadata.sitemap import kept

FOLDER = settings.ROOT / "static" / "icons"
# Those of the light theme: static/css/base/tokens.css.
PAPER, BAND = "#f3f1e9", "#0d3539"


@require_safe
@kept
def favicon(request):
    file = (FOLDER / "favicon.ico").read_bytes()
    return HttpResponse(file, content_type="image/x-icon")


@require_safe
@kept
def manifest(request):
    content = {
        "name": settings.WAGTAIL_SITE_NAME,
        "short_name": settings.WAGTAIL_SITE_NAME,
        "lang": settings.LANGUAGE_CODE,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": BAND,
        "icons": [describe_icon(192), describe_icon(512), describe_icon(512, "maskable")],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def describe_icon(size, purpose="any"):
    name = f"icons/icon-{size}.png" if purpose == "any" else f"icons/{purpose}-{size}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
