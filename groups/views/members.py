import logging
from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from groups import access
from groups.models import Membership

logger = logging.getLogger("groups")
MEMBERS_PER_PAGE = 50


@login_required
@never_cache
def index(request, slug):
    membership = access.get_membership(request.user, slug)
    listed = membership.group.memberships.select_related("user__municipality").in_order()
    page = Paginator(listed, MEMBERS_PER_PAGE).get_page(request.GET.get("seite"))
    for one in page:
        one.may_be_ended = membership.may_end(one)
    context = {"group": membership.group, "membership": membership, "page": page}
    return render(request, "groups/members.html", context)


@login_required
@never_cache
def end(request, slug, pk):
    """Removes a member, after asking."""
    membership = access.get_lead(request.user, slug)
    other = membership.group.memberships.select_related("user").filter(pk=pk).first()
    if other is None:
        raise Http404
    if not membership.may_end(other):
        raise PermissionDenied("Wer die Gruppe leitet, kann nicht entfernt werden.")
    if request.method == "POST":
        with suppress(Membership.DoesNotExist):
            other.end(by=request.user)
        logger.info(
            "Members",
            extra={"event": "membership_ended", "group": membership.group_id, "by": request.user.pk},
        )
        messages.success(request, f"{other.user.name} ist nicht mehr in der Gruppe.")
        return redirect("groups:members", slug)
    context = {"group": membership.group, "membership": membership, "other": other}
    return render(request, "groups/member_end.html", context)
