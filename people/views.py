from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Photo, ProfileVisibility, VisibleProfile
from accounts.viewer import Viewer
from groups.access import get_own_groups
from groups.models import Group
from people import limits
from people.access import get_person
from people.matching import Matching
from people.search import PersonSearch
from people.visible import towns_of, visible_people
from vocabulary.models import ThemeField
from web.declarations import without_consent
from web.paging import get_page

THEMES = "experiences__theme_field"
SIZES = {"klein": "small", "gross": "large"}
VIEWS = {"gruppen": ProfileVisibility.GROUPS, "alle": ProfileVisibility.ALL}


@require_safe
@login_required
@never_cache
def index(request):
    groups = get_own_groups(Viewer.of(request))
    visible, matching, search = (
        visible_people(request.user),
        Matching(request.user),
        PersonSearch.of(request.GET),
    )
    found = search.among(visible, matching)
    page = get_page(request, with_themes(found), limits.PEOPLE_PER_PAGE)
    is_start = not search and page.number == 1
    helpers = with_themes(matching.helpers(visible))[: limits.MATCHES_SHOWN + 1] if is_start else ()
    context = {
        "page": page,
        "people": profiles(page),
        "matching": matching,
        "is_start": is_start,
        "helpers": profiles(helpers),
        "most": limits.MATCHES_SHOWN,
        "search": search,
        "towns": towns_of(visible),
        "theme_fields": ThemeField.objects.all(),
        "groups": groups,
    }
    return render(request, "people/index.html", context)


@require_safe
@login_required
@never_cache
def person(request, pk):
    """A profile. One's own also as others see it: `sicht` in the query, a key of VIEWS."""
    profile = get_person(Viewer.of(request), pk, THEMES)
    own, view = profile.is_self, request.GET.get("sicht", "")
    if own and view in VIEWS:
        profile = VisibleProfile(profile.person, VIEWS[view])
    else:
        view = ""
    shared = Group.objects.of(request.user).filter(memberships__user=pk)
    if profile.relation == ProfileVisibility.ALL:
        shared = shared.none()
    matching = None if own else Matching(request.user)
    askable = [] if own else [group for group in shared if group.is_open]
    context = {
        "seen": profile,
        "own": own,
        "view": view,
        "groups": shared,
        "askable": askable,
        "matching": matching,
    }
    return render(request, "people/person.html", context)


@without_consent
@require_safe
@login_required
def photo(request, pk, key, size):
    """A photo as WebP. Browsers cache it, since another photo has another key."""
    profile = get_person(Viewer.of(request), pk)
    if profile.photo_key != key or size not in SIZES:
        raise Http404
    stored = Photo.objects.filter(pk=key).values_list(SIZES[size], flat=True).first()
    if stored is None:
        raise Http404
    response = HttpResponse(stored, content_type="image/webp")
    patch_cache_control(
        response, private=True, max_age=int(limits.PHOTO_CACHE_AGE.total_seconds()), immutable=True
    )
    return response


def with_themes(people):
    return people.prefetch_related(THEMES)


def profiles(people):
    return [VisibleProfile(person, person.relation) for person in people]
