import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import BigIntegerField, IntegerField, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from accounts.viewer import Viewer
from forum import access, live
from forum.forms import ReplyForm
from forum.frames.reader_map import at_post, reader_map
from forum.models import POSTS_PER_PAGE, Post, ThreadClosed, ThreadRead, TooManyPosts, page_of
from forum.rendering import render_in_thread as render_text
from forum.views.group import page_number
from forum.views.writing import (
    closed_reason,
    limit_reason,
    log_closed,
    log_limited,
    log_refused,
    sent_late,
    template_for,
    thanks_for_first,
    wants_preview,
)
from groups.access import not_a_member
from groups.models import Membership
from prepared.query import Parameter, PreparedQuery
from web.declarations import background_request
from web.keep_input import keep_input
from web.numbers import parse_positive_int

UNSENT = "Ihr Text ist nicht gesendet."


@require_safe
@login_required
@never_cache
def thread(request, slug, pk, title):
    membership, found = access.get_thread_as_read(Viewer.of(request), slug, pk)
    if title != found.slug:
        rest = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{found.get_absolute_url()}{rest}", permanent=True)
    page = min(page_number(request), found.last_page)
    initial = {"text": quoted_text(found, request.GET.get("zitat", "")), "seen": found.last_number}
    form = ReplyForm(initial=initial, draft=found.draft)
    return thread_page(request, membership, found, form, page=page)


def quoted_text(thread, number):
    """The initial text of the reply for `?zitat=<number>`, the link "Zitieren" without scripts."""
    wanted = parse_positive_int(number)
    post = wanted and thread.posts.select_related("author").filter(number=wanted, removed_at=None).first()
    return post.as_quote if post else ""


def thread_page(request, membership, thread, form, *, page=None, preview=None, status=200):
    """A page of the thread, by default the last one, with the form to reply."""
    page = page or thread.last_page
    context = thread_context(membership, thread) | posts_context(membership, thread, page)
    context |= {"form": form, "preview": preview, "page": page, "per_page": POSTS_PER_PAGE}
    return render(request, "forum/thread.html", context, status=status)


def thread_context(membership, thread):
    """The context that templates of a thread and its posts share."""
    return {
        "group": membership.group,
        "membership": membership,
        "thread": thread,
    }


def page_query():
    thread, number = Parameter("thread", BigIntegerField()), IntegerField()
    on_page = Q(number__gte=Parameter("first", number), number__lt=Parameter("after", number))
    return Post.objects.filter(on_page | Q(number=Parameter("answer", number)), thread=thread).with_authors()


posts_of_page = PreparedQuery(page_query)


def posts_context(membership, thread, page):
    """The page's posts, and the answer that helped, on whatever page it stands."""
    first = (page - 1) * POSTS_PER_PAGE + 1
    values = {"first": first, "after": first + POSTS_PER_PAGE, "answer": thread.answer_number}
    found = posts_of_page.all(thread=thread.pk, **values)
    own = add_own(membership, thread, found)
    return {
        "own_json": json.dumps(own),
        "posts": [post for post in found if first <= post.number < first + POSTS_PER_PAGE],
        "answer": next((post for post in found if post.number == thread.answer_number), None),
    }


def add_own(membership, thread, posts):
    """Adds the thread to its posts, and as `own` what the member has at each. Returns the member's `reader_map`."""
    own = reader_map(membership, thread, posts)
    for post in posts:
        post.thread, post.own = thread, at_post(own, post)
    return own


@require_safe
@login_required
@never_cache
def participants(request, slug, pk):
    """Everybody who has written in the thread."""
    membership, found = access.get_thread_with_participants(Viewer.of(request), slug, pk)
    return render(request, "forum/participants.html", thread_context(membership, found))


@keep_input("text")
def reply_to_thread(request, slug, pk):
    membership, thread = access.get_thread(Viewer.of(request), slug, pk)
    if request.method != "POST":
        return redirect(thread.reply_url)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        log_refused(form, membership.group)
        return render_unsent(request, membership, thread, form)
    if wants_preview(request):
        preview = render_text(thread, form.cleaned_data["text"]).html
        return render_unsent(request, membership, thread, form.unsent, preview=preview)
    try:
        post = thread.reply(membership, form.cleaned_data["text"], form.cleaned_data["key"], limited=True)
    except ThreadClosed:
        log_closed(thread)
        form.add_error(None, f"{closed_reason(thread)} {UNSENT}")
        return render_unsent(request, membership, thread, form, status=409)
    except TooManyPosts as many:
        log_limited(membership.group, "posts")
        form.add_error(None, f"{limit_reason(many)} {UNSENT}")
        return render_unsent(request, membership, thread, form, status=429)
    except Membership.DoesNotExist:
        raise not_a_member(membership.group) from None
    return render_sent(request, membership, post.thread, post, form.cleaned_data["seen"])


def render_unsent(request, membership, thread, form, *, preview=None, status=200):
    if not request.htmx:
        _, thread = access.get_thread_as_read(Viewer.of(request), membership.group.slug, thread.pk)
        return thread_page(request, membership, thread, form, preview=preview, status=status)
    template = template_for(request, "forum/thread.html", "forum/composer/reply.html")
    context = {"thread": thread, "form": form, "preview": preview}
    return render(request, template, context, status=status)


def render_sent(request, membership, thread, post, seen):
    """A redirect to the post; for htmx, the page's new posts and an empty form. With thanks for the first one."""
    thanks = thanks_for_first(request, membership)
    stays = request.htmx and post.page == page_of(max(seen, 1))
    if thanks and not stays:
        messages.success(request, thanks)
    if not stays:
        address = post.get_absolute_url()
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    new = posts_of_page.all(thread=thread.pk, first=seen + 1, after=thread.last_number + 1, answer=None)
    add_own(membership, thread, new)
    context = thread_context(membership, thread) | {
        "participant_count": thread.participations.count(),
        "posts": new,
        "form": ReplyForm(initial={"seen": thread.last_number}),
        "sent_late": sent_late(request),
        "thanks": thanks,
    }
    response = render(request, "forum/reply_sent.html", context)
    return trigger_client_event(response, "posted", {"number": post.number})


@background_request
@require_safe
@login_required
@never_cache
def news(request, slug, pk):
    """The thread's frame for pages without a socket, which ask every few seconds; 204 if there is nothing new."""
    membership, thread = access.get_thread(Viewer.of(request), slug, pk)
    revision = parse_positive_int(request.GET.get("revision", ""))
    frame = live.render_missed(membership, thread, revision, page_number(request))
    return JsonResponse(frame) if frame else HttpResponse(status=204)


@background_request
@require_POST
@login_required
def mark_read(request, slug, pk):
    """The reader has read up to the post with this number; sent by a script or, without scripts, by a button."""
    membership, thread = access.get_thread(Viewer.of(request), slug, pk)
    if number := parse_positive_int(request.POST.get("number", "")):
        ThreadRead.objects.advance(membership, thread, number)
    return HttpResponse(status=204) if request.htmx else redirect(membership.group)
