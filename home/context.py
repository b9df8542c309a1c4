from django.conf import settings
from django.utils.functional import SimpleLazyObject

from home.navigation import Navigation


def site(request):
    """Context processor: `navigation` (queries run only when a template uses it) and `demo`."""
    return {
        "navigation": SimpleLazyObject(lambda: Navigation(request)),
        "demo": settings.DEMO,
    }
