from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from accounts.viewer import Viewer
from forum import access
from forum.forms import EditForm, OpeningEditForm
from forum.models import Draft, PostRemoved, ThreadClosed
from forum.rendering import render_in_thread as render_text
from forum.views.writing import (
    TOO_MANY_EDITS,
    closed_reason,
    log_closed,
    log_limited,
    log_refused,
    log_removed,
    template_for,
    wants_preview,
)
from web.declarations import without_consent
from web.keep_input import keep_input


@keep_input("title", "text")
def edit_post(request, slug, pk, number):
    membership, post = access.get_own_post(Viewer.of(request), slug, pk, number)
    if post.is_removed and request.method != "POST":
        return redirect(post)
    form = edit_form(request, membership, post)
    if not form.is_valid():
        if form.is_bound:
            log_refused(form, membership.group)
        return edit_page(request, membership, post, form)
    if wants_preview(request):
        preview = render_text(post.thread, form.cleaned_data["text"]).html
        return edit_page(request, membership, post, form.unsent, preview=preview)
    return save_edit(request, membership, post, form)


def save_edit(request, membership, post, form):
    if not ratelimit.consume(request, action="post_edit", user=request.user):
        log_limited(membership.group, "post_edit")
        return unsaved_page(request, membership, post, form, TOO_MANY_EDITS, status=429)
    try:
        post.edit(**form.content)
    except ThreadClosed:
        log_closed(post.thread)
        return unsaved_page(request, membership, post, form, closed_reason(post.thread))
    except PostRemoved:
        log_removed(post)
        return unsaved_page(request, membership, post, form, "Dieser Beitrag wurde inzwischen gelöscht.")
    return HttpResponseClientRedirect(post.get_absolute_url()) if request.htmx else redirect(post)


def edit_form(request, membership, post):
    """As it was sent, or with the member's draft. OpeningEditForm for post 1, EditForm for all others."""
    form = OpeningEditForm if post.number == 1 else EditForm
    if request.method == "POST":
        return form(request.POST)
    if draft := Draft.objects.of_form(membership, post.thread, post).first():
        return form(draft=draft)
    return form(initial={"text": post.text, "title": post.thread.title})


def unsaved_page(request, membership, post, form, reason, status=409):
    form.add_error(None, f"{reason} Ihr Text ist nicht gespeichert.")
    return edit_page(request, membership, post, form, status=status)


def edit_page(request, membership, post, form, *, preview=None, status=200):
    context = {"group": membership.group, "membership": membership, "post": post, "form": form}
    template = template_for(request, "forum/post_edit.html", "forum/composer/edit.html")
    return render(request, template, context | {"preview": preview}, status=status)


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
