"""Pages of which the site has one, because they hold all of a kind: where to find them, for whichever page leads there."""

from django.apps import apps
from wagtail.models import Page

from caching.results import get_or_compute
from cms.access import cache_on_request, get_closed_paths, open_to

NAMES = (
    *("NewsIndexPage", "EventIndexPage", "FactSheetIndexPage", "ThemeFieldIndexPage"),
    *("CommunityPage", "AdvicePage"),
)


def find_index(model, request):
    """The first page of a model that is one of NAMES, as a Page, or None; all of them are found together."""
    key = "indexes", get_closed_paths(request)
    return cache_on_request(
        request, "indexes", lambda _: get_or_compute(key, lambda: find_indexes(request), request)
    ).get(model)


def find_indexes(request):
    models = [apps.get_model("cms", name) for name in NAMES]
    pages = Page.objects.live().filter(open_to(request)).type(*models).order_by("-path")
    return {page.specific_class: page for page in pages}
