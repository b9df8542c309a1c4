"""The thread with which most tests begin is made quickly, and is the same as people would have made it."""

from forum.models import Post, Thread, ThreadRead
from groups.models import Membership
from notifications.models import Notification

TIMES = ("created_at", "last_post_at", "first_post_at")


def stored(thread):
    """All rows about the thread, the ids of which are their own; equal times are equal numbers."""
    tables = (
        Thread.objects.filter(pk=thread.pk).values(),
        Post.objects.filter(thread=thread).order_by("number").values(),
        ThreadRead.objects.filter(thread=thread).order_by("membership__user").values(),
        Membership.objects.filter(group=thread.group).order_by("user").values(),
        Notification.objects.about(thread.subject).order_by("recipient").values(),
    )
    rows = [[dict(row) for row in table] for table in tables]
    times = sorted({row[name] for table in rows for row in table for name in TIMES if name in row})
    for row in (row for table in rows for row in table):
        row.update({name: times.index(row[name]) for name in TIMES if name in row})
        if "notified_at" in row:
            # Of those whom one post reaches, either may be told first.
            row["notified_at"] = row["notified_at"] > thread.last_post_at
        for own in ("id", "key", "thread_id", "subject", "url"):
            row.pop(own, None)
    return rows


def ways(thread):
    urls = Notification.objects.about(thread.subject).order_by("recipient").values_list("url", flat=True)
    return [url.removeprefix(thread.get_absolute_url()) for url in urls]


def test_the_thread_of_the_tests_is_what_people_make(thread, start, say, anna, ben, dora):
    quick, quick_ways = stored(thread), ways(thread)
    Membership.objects.update(first_post_at=None)
    slow = start(anna)
    say(slow, ben, "Antwort von **Ben**.")
    say(slow, dora, "Antwort von Dora.")
    slow.refresh_from_db()
    assert stored(slow) == quick
    assert ways(slow) == quick_ways
    assert [len(table) for table in quick] == [1, 3, 3, 3, 2]
    assert quick_ways == ["#beitrag-2", "#beitrag-3"]
