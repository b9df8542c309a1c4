"""From a page of the site into a group: which one shall discuss it."""

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.viewer import Viewer
from forum.access import find_page
from forum.limits import DISCUSSIONS_LISTED
from forum.models import Thread
from groups import access
from web.numbers import parse_positive_int


@require_safe
@login_required
@never_cache
def choose_group(request):
    """The groups of the member, those with the page's theme fields first; and what was said about it before."""
    subject = find_page(request, parse_positive_int(request.GET.get("seite", "")))
    if subject is None:
        raise Http404
    mine = access.get_own_groups(Viewer.of(request))
    threads, _ = Thread.objects.about_page(subject, request.user)
    context = {
        "subject": subject,
        "has_groups": bool(mine),
        "groups": sort_by_fields([group for group in mine if group.is_open], subject),
        "threads": threads[:DISCUSSIONS_LISTED],
    }
    return render(request, "forum/discuss.html", context)


def sort_by_fields(groups, page):
    """Adds `shared`, the theme fields that a group has in common with the page; whoever has most of them comes first."""
    fields = getattr(page, "theme_fields", None)
    asked = set(fields.all()) if hasattr(fields, "all") else set()
    prefetch_related_objects(groups, "theme_fields")
    for group in groups:
        group.shared = [field for field in group.theme_fields.all() if field in asked]
    return sorted(groups, key=lambda group: -len(group.shared))
