from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.viewer import Viewer
from groups import access, limits
from groups.joining.decorators import redirect_to_join, render_closed
from groups.models import Group
from vocabulary.models import ThemeField


@login_required
@never_cache
def index(request):
    """The viewer's groups and those of the directory, all or of one theme field."""
    chosen = request.GET.get("themenfeld", "")
    mine = Group.objects.of(request.user)
    others = Group.objects.visible_to(request.user).exclude(pk__in=mine).open()
    context = {
        "mine": mine.with_numbers().prefetch_related("theme_fields"),
        "others": others.in_theme_field(chosen).with_numbers().prefetch_related("theme_fields"),
        "theme_fields": ThemeField.objects.filter(pk__in=others.values("theme_fields")),
        "chosen": chosen,
    }
    return render(request, "groups/index.html", context)


@login_required
@never_cache
def about(request, slug):
    membership = access.get_membership(Viewer.of(request), slug)
    newest = membership.group.memberships.select_related("user__municipality").order_by("-joined_at", "-pk")
    context = {
        "group": membership.group,
        "membership": membership,
        "newest": newest[: limits.NEWEST_MEMBERS_SHOWN],
    }
    return render(request, "groups/about.html", context)


@never_cache
def legacy(request):
    """Invite links of the predecessor platform: `/index.php?r=user/registration/by-link&token=…&spaceId=…`."""
    token, space = request.GET.get("token", ""), request.GET.get("spaceId", "")
    if request.GET.get("r") != "user/registration/by-link":
        raise Http404
    link = access.find_legacy_link(token, space)
    return redirect_to_join(request, link.group) if link else render_closed(request, None)
