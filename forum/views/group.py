"""A group's page, which is the list of its threads, and new threads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.viewer import Viewer
from forum.access import find_page
from forum.forms import ThreadForm
from forum.limits import MAX_TITLE_LENGTH, THREADS_PER_PAGE
from forum.models import Draft, Kind, Thread, ThreadRead, TooManyPosts
from forum.rendering import render_in_thread as render_text
from forum.thread_list import FILTERS, count_unread, get_page
from forum.views.writing import (
    GROUP_CLOSED,
    limit_reason,
    log_limited,
    log_refused,
    sent_late,
    template_for,
    thanks_for_first,
    wants_preview,
)
from groups import access
from groups.models import GroupClosed, Membership, Right
from web.keep_input import keep_input
from web.numbers import parse_positive_int
from web.quotation import quote_german

# Reached from the leads' list, and offered only while it is chosen.
UNANSWERED = {"unbeantwortet": "Unbeantwortet"}
PAGE_GONE = "Die Seite, um die es geht, ist nicht mehr zu lesen. Ihr Thema steht ohne sie da."


@login_required
@never_cache
def threads(request, slug):
    """The group's page: its threads, unread ones marked."""
    membership = access.get_membership(Viewer.of(request), slug)
    chosen, number = request.GET.get("zeigen", ""), page_number(request)
    rows, unread = get_page(membership, chosen, number), count_unread(membership)
    filters = FILTERS | (UNANSWERED if chosen in UNANSWERED else {})
    context = {
        "group": membership.group,
        "membership": membership,
        "threads": rows[:THREADS_PER_PAGE],
        "filters": filters,
        "chosen": chosen if chosen in filters else "",
        "unread": unread,
        "has_news": unread > 0,
        "older": number + 1 if len(rows) > THREADS_PER_PAGE else None,
        "newer": number - 1,
        "welcome": next((row for row in rows if row.is_welcome and not membership.first_post_at), None),
    }
    return render(request, "forum/group.html", context)


def page_number(request):
    return max(1, parse_positive_int(request.GET.get("seite", "")))


@require_POST
@login_required
def mark_all_read(request, slug):
    membership = access.get_membership(Viewer.of(request), slug)
    ThreadRead.objects.mark_all_read(membership)
    messages.success(request, "Alles gelesen.")
    return redirect(membership.group)


@keep_input("title", "text")
def new_thread(request, slug):
    membership = access.get_membership(Viewer.of(request), slug)
    if request.method != "POST" and not membership.may(Right.WRITE):
        return redirect(membership.group)
    form = thread_form(request, membership)
    if not form.is_valid():
        if form.is_bound:
            log_refused(form, membership.group)
        return new_thread_page(request, membership, form)
    if wants_preview(request):
        preview = render_text(Thread(group=membership.group), form.cleaned_data["text"]).html
        return new_thread_page(request, membership, form.unsent, preview)
    if form.cleaned_data["kind"] == Kind.ANNOUNCEMENT:
        access.require_second_factor(Viewer.of(request), membership, Right.ANNOUNCE)
    about = find_page(request, form.cleaned_data["page"])
    try:
        thread = Thread.objects.start(membership, page=about, **form.content, limited=True)
    except (GroupClosed, TooManyPosts) as refusal:
        return unsent_thread_page(request, membership, form, refusal)
    except Membership.DoesNotExist:
        raise access.not_a_member(membership.group) from None
    add_messages(request, membership, is_page_gone=bool(form.cleaned_data["page"] and not about))
    return HttpResponseClientRedirect(thread.get_absolute_url()) if request.htmx else redirect(thread)


def add_messages(request, membership, *, is_page_gone):
    """What is said above a thread that the form has just opened."""
    if thanks := thanks_for_first(request, membership):
        messages.success(request, thanks)
    if sent_late(request):
        messages.success(request, "Wieder verbunden. Ihr Thema ist veröffentlicht.")
    if is_page_gone:
        messages.warning(request, PAGE_GONE)


def thread_form(request, membership):
    """The form as it was sent, or with the member's draft, and for the page of the site that the address names."""
    if request.method == "POST":
        return ThreadForm(request.POST, membership=membership)
    draft = Draft.objects.of_form(membership).first()
    initial = {"text": initial_mention(request, membership)}
    if page := asked_page(request, draft):
        title = Truncator(page.title).chars(MAX_TITLE_LENGTH - len("Zu „“"))
        initial |= {"page": page.pk, "title": f"Zu {quote_german(title)}"}
    return ThreadForm(membership=membership, draft=draft, initial=initial)


def asked_page(request, draft):
    """The page in the address, or that of the draft, or None. Raises Http404 for one that the reader may not open."""
    if "seite" not in request.GET:
        return find_page(request, draft and draft.page_id)
    page = find_page(request, parse_positive_int(request.GET["seite"]))
    if page is None:
        raise Http404
    return page


def unsent_thread_page(request, membership, form, refusal):
    """The form again with the reason: GroupClosed or TooManyPosts."""
    is_limited = isinstance(refusal, TooManyPosts)
    reason = limit_reason(refusal) if is_limited else GROUP_CLOSED
    form.add_error(None, f"{reason} Ihr Text ist nicht gesendet.")
    if is_limited:
        log_limited(membership.group, "posts")
    else:
        log_refused(form, membership.group)
    return new_thread_page(request, membership, form, status=429 if is_limited else 409)


def initial_mention(request, membership):
    """The mention of a member for the beginning of the text: a profile links here with `?an=<user id>`."""
    asked = parse_positive_int(request.GET.get("an", ""))
    members = membership.group.memberships.filter(user=asked, user__is_active=True)
    name = members.values_list("user__name", flat=True).first() if asked else None
    text = f"@{name} "
    # If another member has the same name, or the name holds Markdown, the mention would mean somebody else or nobody.
    is_theirs = name and render_text(Thread(group=membership.group), text).mentioned == (asked,)
    return text if is_theirs else ""


def new_thread_page(request, membership, form, preview=None, status=200):
    template = template_for(request, "forum/new_thread.html", "forum/composer/new_thread.html")
    context = {"group": membership.group, "membership": membership, "form": form, "preview": preview}
    return render(request, template, context, status=status)
