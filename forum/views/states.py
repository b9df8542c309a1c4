from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from forum import access
from forum.models import Thread
from web.numbers import parse_positive_int


@require_POST
@login_required
def answer(request, slug, pk):
    """The post with this number has helped; without a number, none has."""
    thread = access.get_question(request.user, slug, pk)
    given = request.POST.get("number", "")
    if number := parse_positive_int(given):
        thread.accept(number)
    elif not given:
        thread.unaccept()
    return redirect(thread)


@require_POST
@login_required
def closed(request, slug, pk):
    return switch(request, slug, pk, Thread.close, Thread.reopen)


@require_POST
@login_required
def pinned(request, slug, pk):
    return switch(request, slug, pk, Thread.pin, Thread.unpin)


@require_POST
@login_required
def welcome(request, slug, pk):
    return switch(request, slug, pk, Thread.welcome, Thread.unwelcome)


def switch(request, slug, pk, on, off):
    """The form says which state it wants, so that a second click changes nothing."""
    thread = access.get_thread_to_moderate(request.user, slug, pk)
    if request.POST.get("on") == "1":
        on(thread)
    else:
        off(thread)
    return redirect(thread)
