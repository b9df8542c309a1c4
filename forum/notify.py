"""Which members are notified of a post, and why."""

from forum.kinds import MENTION, PAGE, PAGE_ELSEWHERE, POST, QUOTE, REPLY
from forum.limits import MAX_RENOTIFIED_POSTS
from forum.rendering import render_in_thread
from groups.models import Membership, Visibility
from markup.render import quoted_numbers
from notifications.models import Notification


def notify_of_post(post, mentioned, at=None, only=None):
    """Notifies those whom a post mentions or quotes, who opened the thread, who wrote there, and whose page it is about.

    `mentioned`: user ids. `at`: the time of the notification if not now. `only`: user ids, to leave out all others.
    """
    kinds = dict.fromkeys(post.thread.participations.values_list("user", flat=True), POST)
    kinds |= {post.thread.author_id: REPLY}
    if numbers := quoted_numbers(post.text):
        quoted = post.thread.posts.filter(number__in=numbers, removed_at=None)
        kinds |= dict.fromkeys(quoted.values_list("author", flat=True), QUOTE)
    kinds |= dict.fromkeys(find_page_people(post.thread) if post.number == 1 else (), PAGE)
    kinds |= dict.fromkeys(mentioned, MENTION)
    notify_members(post, {pk: kinds[pk] for pk in kinds if only is None or pk in only}, at)


def find_page_people(thread):
    """The ids of whoever owns the page that the thread is about, and of the members from its municipality."""
    if thread.page_id is None:
        return set()
    page = thread.page.specific
    town = getattr(page, "municipality_id", None)
    from_there = Membership.objects.filter(group=thread.group_id, user__municipality=town) if town else ()
    return {page.owner_id} | {membership.user_id for membership in from_there}


def notify_owner_outside(thread):
    """Tells the owner of the page who is not in the group, if everybody may know of the group."""
    page, group = thread.page, thread.group
    if not page or not page.owner_id or group.visibility != Visibility.VISIBLE:
        return
    if group.memberships.filter(user=page.owner_id).exists():
        return
    Notification.objects.notify(
        {page.owner_id: PAGE_ELSEWHERE},
        subject=f"page.{page.pk}",
        title=page.title[:150],
        url=page.url or "/",
    )


def notify_members(post, kinds, at=None):
    """`kinds`: {user id: Kind}. Leaves out the author and everybody who is not a member."""
    thread = post.thread
    others = kinds.keys() - {None, post.author_id}
    members = Membership.objects.hold(thread.group_id, others) if others else []
    Notification.objects.notify(
        {pk: kinds[pk] for pk in members},
        scope=f"group.{thread.group_id}",
        subject=thread.subject,
        title=thread.title,
        actor=post.author,
        number=post.number,
        url=post.get_absolute_url(),
        at=at,
    )


def renew_notifications(post, recipients=None):
    """After a change withdraws what these user ids, or all, were notified of for this post.

    Then notifies them anew of what else they have not read in the thread.
    """
    withdraw_posts(post.thread, [post.number], recipients)


def withdraw_posts(thread, numbers, recipients=None):
    """As `renew_notifications`, for the posts with these numbers."""
    notifications = Notification.objects.about(thread.subject)
    affected = notifications if recipients is None else notifications.filter(recipient__in=recipients)
    since = affected.withdraw_numbers(*numbers)
    if not since:
        return
    # These rows are locked: somebody who reads meanwhile waits, and finds them renewed.
    posts = thread.posts.filter(removed_at=None, author__isnull=False, number__gte=min(since.values()))
    for later in reversed(posts.select_related("author").order_by("-number")[:MAX_RENOTIFIED_POSTS]):
        later.thread = thread
        only = {pk for pk, number in since.items() if number <= later.number}
        notify_of_post(later, render_in_thread(thread, later.text).mentioned, at=later.created_at, only=only)
    notifications.delete_withdrawn(since)
