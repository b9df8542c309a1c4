from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from accounts.viewer import Viewer
from forum import access
from forum.forms import EditForm, OpeningEditForm
from forum.models import PostRemoved, ThreadClosed
from forum.views.writing import (
    TOO_MANY_EDITS,
    closed_reason,
    log_closed,
    log_limited,
    log_refused,
    log_removed,
    template_for,
)
from web.declarations import without_consent
from web.keep_input import keep_input

UNSAVED = "Ihr Text ist nicht gespeichert."


@keep_input("title", "text")
def edit_post(request, slug, pk, number):
    membership, post = access.get_own_post(Viewer.of(request), slug, pk, number)
    if post.is_removed and request.method != "POST":
        return redirect(post)
    form = edit_form(request, post)
    if not form.is_valid():
        if form.is_bound:
            log_refused(form, membership.group)
        return edit_page(request, membership, post, form)
    if not ratelimit.consume(request, action="post_edit", user=request.user):
        log_limited(membership.group, "post_edit")
        form.add_error(None, f"{TOO_MANY_EDITS} {UNSAVED}")
        return edit_page(request, membership, post, form, status=429)
    try:
        post.edit(**form.cleaned_data)
    except ThreadClosed:
        log_closed(post.thread)
        form.add_error(None, f"{closed_reason(post.thread)} {UNSAVED}")
        return edit_page(request, membership, post, form, status=409)
    except PostRemoved:
        log_removed(post)
        form.add_error(None, f"Dieser Beitrag wurde inzwischen gelöscht. {UNSAVED}")
        return edit_page(request, membership, post, form, status=409)
    return HttpResponseClientRedirect(post.get_absolute_url()) if request.htmx else redirect(post)


def edit_form(request, post):
    """OpeningEditForm for post 1, EditForm for all others."""
    initial = {"text": post.text, "title": post.thread.title}
    form = OpeningEditForm if post.number == 1 else EditForm
    return form(request.POST if request.method == "POST" else None, initial=initial)


def edit_page(request, membership, post, form, status=200):
    context = {"group": membership.group, "membership": membership, "post": post, "form": form}
    template = template_for(request, "forum/post_edit.html", "forum/composer/edit.html")
    return render(request, template, context, status=status)


@login_required
@never_cache
def remove_post(request, slug, pk, number):
    """GET asks for confirmation, POST removes."""
    membership, post = access.get_post_to_remove(Viewer.of(request), slug, pk, number)
    if post.is_removed:
        return redirect(post)
    if request.method == "POST":
        post.remove(by=request.user)
        return redirect(post)
    context = {"group": membership.group, "membership": membership, "post": post}
    return render(request, "forum/post_remove.html", context)


@without_consent
@login_required
@never_cache
def quote_post(request, slug, pk, number):
    """The Markdown that "Zitieren" inserts into the reply, as plain text."""
    _, post = access.get_post(Viewer.of(request), slug, pk, number)
    if post.is_removed:
        raise Http404
    return HttpResponse(post.as_quote, content_type="text/plain; charset=utf-8")
