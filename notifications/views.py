from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from notifications import bell
from notifications.limits import PER_PAGE
from notifications.models import Notification
from notifications.scopes import names_of
from web.declarations import background_request
from web.paging import get_page


@require_safe
@login_required
@never_cache
def index(request):
    """The user's notifications, newest first."""
    mine = Notification.objects.of(request.user.pk)
    page = get_page(request, mine.select_related("actor"), PER_PAGE)
    add_scope_names(page.object_list)
    context = {"page": page, "days": by_day(page), "has_unread": mine.unread().exists()}
    return render(request, "notifications/index.html", context)


def add_scope_names(rows):
    """Adds `scope_name`, unless the sentence names it already."""
    names = names_of({row.scope for row in rows})
    for row in rows:
        name = names.get(row.scope, "")
        row.scope_name = "" if name[:150] == row.title else name


def by_day(rows):
    """Pairs (heading, rows) for today and earlier."""
    today = timezone.localdate()
    days = groupby(rows, lambda row: timezone.localdate(row.notified_at) >= today)
    return [("Heute" if is_today else "Früher", list(rows)) for is_today, rows in days]


@background_request
@require_safe
@login_required
@never_cache
def news(request):
    """The bell's frame for pages without a socket, which ask every few seconds."""
    unread = Notification.objects.of(request.user.pk).unread().count()
    return JsonResponse(bell.bell_frame(request.user.pk, unread))


@require_POST
@login_required
def mark_seen(request):
    """Sent by the script when the person opens the list or the panel below the bell."""
    Notification.objects.of(request.user.pk).mark_seen()
    return redirect_to_list(request)


@require_POST
@login_required
def mark_read(request, pk):
    mine = Notification.objects.of(request.user.pk).filter(pk=pk)
    if not mine.exists():
        raise Http404
    mine.mark_read()
    return redirect_to_list(request)


@require_POST
@login_required
def mark_all_read(request):
    Notification.objects.of(request.user.pk).mark_read()
    return redirect_to_list(request)


def redirect_to_list(request):
    """Back to the same page of the list; 204 for the script, which reloads the list itself."""
    if request.htmx:
        return HttpResponse(status=204)
    page = request.GET.get("seite", "")
    return redirect(reverse("notifications:index") + (f"?seite={page}" if page.isdecimal() else ""))
