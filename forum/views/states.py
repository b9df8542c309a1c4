from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.viewer import Viewer
from forum import access
from forum.models import OwnReply, Thread
from web.numbers import parse_positive_int


@require_POST
@login_required
def answer(request, slug, pk):
    """Marks the post with this `number` as the one that helped; an empty number unmarks it."""
    thread = access.get_question(Viewer.of(request), slug, pk)
    given = request.POST.get("number", "")
    if number := parse_positive_int(given):
        try:
            thread.accept(number, by=request.user)
        except OwnReply:
            messages.error(request, "Markieren können Sie nur Antworten anderer, nicht Ihre eigene.")
    elif not given:
        thread.unaccept()
    return redirect(thread)


@require_POST
@login_required
def closed(request, slug, pk):
    return set_state(request, slug, pk, Thread.close, Thread.reopen)


@require_POST
@login_required
def pinned(request, slug, pk):
    return set_state(request, slug, pk, Thread.pin, Thread.unpin)


@require_POST
@login_required
def welcome(request, slug, pk):
    return set_state(request, slug, pk, Thread.welcome, Thread.unwelcome)


def set_state(request, slug, pk, on, off):
    """Calls `on` or `off` with the thread. The form holds the wanted state, so a second click changes nothing."""
    thread = access.get_thread_to_moderate(Viewer.of(request), slug, pk)
    if request.POST.get("on") == "1":
        on(thread)
    else:
        off(thread)
    return redirect(thread)
