"""Who hears of a post, and why."""

from forum.rendering import render
from groups.models import Membership
from markup.render import quoted_numbers
from notifications.models import Notification, Reason

MOST_TOLD_AGAIN = 20


def announce(post, mentioned, at=None, among=None):
    """Tells of a new post: whom it mentions or quotes, who opened the thread, and who wrote there."""
    there = post.thread.posts.filter(removed_at=None)
    quoted = there.filter(number__in=quoted_numbers(post.text))
    reasons = dict.fromkeys(there.values_list("author", flat=True).order_by().distinct(), Reason.POST)
    reasons |= {post.thread.author_id: Reason.REPLY}
    reasons |= dict.fromkeys(quoted.values_list("author", flat=True), Reason.QUOTE)
    reasons |= dict.fromkeys(mentioned, Reason.MENTION)
    tell(post, {pk: reasons[pk] for pk in reasons if among is None or pk in among}, at)


def tell(post, reasons, at=None):
    """Notifies those of {user id: Reason} who are members, but not the author."""
    thread = post.thread
    others = reasons.keys() - {None, post.author_id}
    members = Membership.objects.hold(thread.group_id, others) if others else []
    Notification.objects.notify(
        {pk: reasons[pk] for pk in members},
        scope=f"group.{thread.group_id}",
        subject=thread.subject,
        title=thread.title,
        actor=post.author,
        number=post.number,
        url=post.get_absolute_url(),
        at=at,
    )


def tell_again(post, to=None):
    """Takes back what was told of a post, to these user ids or to all, and tells them anew what else they have not read."""
    tell_without(post.thread, [post.number], to)


def tell_without(thread, numbers, to=None):
    """Of a long absence the newest posts are enough."""
    told = Notification.objects.about(thread.subject)
    since = (told if to is None else told.filter(recipient__in=to)).take_back(*numbers)
    if not since:
        return
    # Who reads meanwhile waits for these rows, and finds them again.
    there = thread.posts.filter(removed_at=None, author__isnull=False, number__gte=min(since.values()))
    for later in reversed(there.select_related("author").order_by("-number")[:MOST_TOLD_AGAIN]):
        later.thread = thread
        among = {pk for pk, number in since.items() if number <= later.number}
        announce(later, render(thread, later.text).mentioned, at=later.created_at, among=among)
    told.drop(since)
