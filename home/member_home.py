"""A member's start page: what waits for a lead, notifications addressed to the member, and what is unread."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Window
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.models import Submission
from forum.models import Draft, Post, Thread, ThreadRead
from groups.models import JoinRequest, Membership, Role
from notifications.models import Notification

# Rows in a section of the page.
MAX_FOR_LEAD = 5
MAX_FOR_ME = 5
MAX_THREADS_PER_GROUP = 3
MAX_DRAFTS = 20
MAX_SUBMISSIONS = 5
IN_ORDER = ("group__order", "group__title")


@require_safe
@login_required
@never_cache
def member_home(request):
    groups = groups_with_news(request.user)
    for_me = addressed_notifications(request.user)
    new_posts = sum(group.unread for group in groups)
    context = {
        "groups": groups,
        "for_lead": waiting_for_lead(request.user),
        "drafts": Draft.objects.of_user(request.user)[:MAX_DRAFTS],
        "submissions": Submission.objects.of(request.user).open()[:MAX_SUBMISSIONS],
        "new_posts": new_posts,
        "to_browse": 0 if new_posts else count_unopened(request.user),
        "new_groups": sum(group.unread > 0 for group in groups),
        "for_me": for_me[:MAX_FOR_ME],
        "addressed": len(for_me),
        "more_for_me": len(for_me[MAX_FOR_ME:]),
    }
    return render(request, "home/member_home.html", context)


def waiting_for_lead(user):
    """What waits in the groups that the user leads: requests, and threads that nobody has answered for days."""
    mine = {"group__memberships__user": user, "group__memberships__role": Role.LEAD}
    threads = Thread.objects.filter(group__archived_at=None, group__deleted_at=None, **mine)
    return {
        "requests": oldest(JoinRequest.objects.for_lead(user).select_related("user", "group")),
        "unanswered": oldest(threads.unanswered().select_related("author", "group")),
    }


def oldest(rows):
    """{"shown": the first of the rows, "more": how many others there are}."""
    shown = list(rows.annotate(total=Window(Count("pk")))[:MAX_FOR_LEAD])
    return {"shown": shown, "more": shown[0].total - len(shown) if shown else 0}


def count_unopened(user):
    """How many threads await somebody who has not opened any yet; 0 for everybody else."""
    if ThreadRead.objects.filter(membership__user=user).exists():
        return 0
    return Thread.objects.of_member(user).count()


def addressed_notifications(user):
    """The unread notifications that expect an answer or a look, each with its `post`, if it points to one."""
    unread = Notification.objects.of(user.pk).unread().addressed()
    found = list(unread.select_related("actor"))
    posts = Post.objects.select_related("thread__group").with_authors().by_notification(found[:MAX_FOR_ME])
    for notification in found:
        notification.post = posts.get(notification.pk)
    return found


def groups_with_news(user):
    """The user's groups with `unread`, `last_post_at`, `news` (the newest unread threads) and `more_threads` (how many
    others are unread); those with news first.
    """
    news = {}
    for thread in Thread.objects.of_member(user).newest_unread(MAX_THREADS_PER_GROUP):
        news.setdefault(thread.group_id, []).append(thread)
    mine = Membership.objects.filter(user=user).select_related("group")
    groups = []
    for membership in mine.annotate(last_post_at=Max("group__threads__last_post_at")).order_by(*IN_ORDER):
        group = membership.group
        group.last_post_at = membership.last_post_at
        group.news = news.get(group.pk, [])
        group.unread = group.news[0].group_unread if group.news else 0
        group.more_threads = group.news[0].group_threads - len(group.news) if group.news else 0
        for thread in group.news:
            thread.group = group
        groups.append(group)
    return sorted(groups, key=lambda group: not group.unread)
