from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.viewer import Viewer
from groups import access, limits
from groups.models import Right


@require_safe
@login_required
@never_cache
def index(request, slug):
    """For leads: unanswered threads, waiting requests, and the towns of the members."""
    membership = access.get_membership(Viewer.of(request), slug, Right.OVERSEE)
    group = membership.group
    asked = group.requests.with_people()
    waiting = list(asked.waiting()[: limits.OVERVIEW_REQUESTS_SHOWN])
    context = {
        "group": group,
        "membership": membership,
        "waiting": waiting,
        "more": membership.requests_wait - len(waiting),
        "has_decided": asked.decided().exists(),
        "unlisted": group.memberships.count_unlisted(),
        "joined": group.memberships.joined_since(timezone.now() - limits.OVERVIEW_PERIOD).count(),
    }
    return render(request, "groups/overview.html", context)
