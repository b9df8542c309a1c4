from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.viewer import Viewer
from audit.models import Entry
from groups import access, limits
from groups.audit_labels import SITE
from groups.leading.log import add_names
from groups.models import Right
from web.paging import get_page


@login_required
@never_cache
def index(request, slug):
    """The group's audit log, newest first."""
    membership = access.get_membership(Viewer.of(request), slug, Right.OVERSEE)
    entries = Entry.objects.filter(scope__in=(f"group.{membership.group_id}", SITE)).newest()
    page = get_page(request, entries, limits.LOG_ENTRIES_PER_PAGE)
    add_names(page)
    context = {"group": membership.group, "membership": membership, "page": page, "within": "overview"}
    return render(request, "groups/log.html", context)
