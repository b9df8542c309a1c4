"""What search engines may find: every page that is published and open to everybody, and the theme fields."""

from django.db.models import Max
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap, views

from cms import limits

kept = cache_control(public=True, max_age=limits.MACHINE_FILE_SECONDS)


class PageSitemap(Sitemap):
    """Of at most 50,000 pages a file, as the protocol has it."""

    def items(self):
        return super().items().specific(defer=True)

    def get_latest_lastmod(self):
        return super().items().aggregate(latest=Max("last_published_at"))["latest"]


SITEMAPS = {"seiten": PageSitemap}


@require_safe
@kept
def sitemap_index(request):
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap")


@require_safe
@kept
def sitemap(request, section):
    return views.sitemap(request, SITEMAPS, section=section)
