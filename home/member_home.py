"""A member's start page: what is for them, and what is new in their groups."""

from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.models import Post, Thread
from groups.models import Membership
from notifications.models import Notification, Reason

MOST_FOR_ME = 5
MOST_OF_A_GROUP = 3
IN_ORDER = ("group__order", "group__title")


@require_safe
@login_required
@never_cache
def mein(request):
    groups = my_groups(request.user)
    for_me = addressed(request.user)
    context = {
        "groups": groups,
        "new_posts": sum(group.unread for group in groups),
        "new_groups": sum(group.unread > 0 for group in groups),
        "for_me": for_me[:MOST_FOR_ME],
        "addressed": len(for_me),
    }
    return render(request, "home/member_home.html", context)


def addressed(user):
    """The unread notifications that speak to the person, each with the `post` to which it points, if it is there."""
    unread = Notification.objects.of(user.pk).unread().filter(reason__gte=Reason.REPLY)
    found = list(unread.select_related("actor"))
    posts = Post.objects.select_related("thread__group").with_authors().told_of(found[:MOST_FOR_ME])
    for notification in found:
        notification.post = posts.get(notification.pk)
    return found


def my_groups(user):
    """The person's groups with `unread`, `last_post_at` and `news`, the newest unread threads; those with news first."""
    news = {}
    for thread in Thread.objects.of_member(user).newest_unread(MOST_OF_A_GROUP):
        news.setdefault(thread.group_id, []).append(thread)
    mine = Membership.objects.filter(user=user).select_related("group")
    groups = []
    for membership in mine.annotate(last_post_at=Max("group__threads__last_post_at")).order_by(*IN_ORDER):
        group = membership.group
        group.last_post_at = membership.last_post_at
        group.news = news.get(group.pk, [])
        group.unread = group.news[0].group_unread if group.news else 0
        for thread in group.news:
            thread.group = group
        groups.append(group)
    return sorted(groups, key=lambda group: not group.unread)
