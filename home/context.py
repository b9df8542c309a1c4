from django.conf import settings
from django.utils.functional import SimpleLazyObject

from home.navigation import Navigation


def site(request):
    """The page shell's facts for every template; costs queries only when a template reads them."""
    return {
        "navigation": SimpleLazyObject(lambda: Navigation(request)),
        "demo": settings.DEMO,
    }
