from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from notifications import bell
from notifications.models import Notification

PER_PAGE = 30


@require_safe
@login_required
@never_cache
def index(request):
    """What the person was told, newest first."""
    mine = Notification.objects.of(request.user.pk)
    page = Paginator(mine.select_related("actor"), PER_PAGE).get_page(request.GET.get("seite"))
    context = {"page": page, "days": by_day(page), "has_unread": mine.unread().exists()}
    return render(request, "notifications/index.html", context)


def by_day(rows):
    """(heading, rows) for those of today and those before."""
    today = timezone.localdate()
    days = groupby(rows, lambda row: timezone.localdate(row.told_at) >= today)
    return [("Heute" if is_today else "Früher", list(rows)) for is_today, rows in days]


@require_safe
@login_required
@never_cache
def news(request):
    """The bell's frame for pages without a socket, which ask every few seconds."""
    unread = Notification.objects.of(request.user.pk).unread().count()
    return JsonResponse(bell.bell_frame(request.user.pk, unread))


@require_POST
@login_required
def read(request, pk):
    mine = Notification.objects.of(request.user.pk).filter(pk=pk)
    if not mine.exists():
        raise Http404
    mine.read()
    return done(request)


@require_POST
@login_required
def read_all(request):
    Notification.objects.of(request.user.pk).read()
    return done(request)


def done(request):
    """Back to the page of the list where one was; a script shows it again by itself."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    page = request.GET.get("seite", "")
    return redirect(reverse("notifications:index") + (f"?seite={page}" if page.isdecimal() else ""))
