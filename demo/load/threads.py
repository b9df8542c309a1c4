from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from demo.load import people, read_content
from forum import notify
from forum.models import Post, Thread, ThreadParticipant, ThreadRead
from forum.rendering import render_in_thread
from groups.models import Group, Membership
from notifications.models import Notification


def load_threads():
    named = people.by_username()
    for source in read_content("groups")["groups"]:
        group = Group.objects.get(slug=source["slug"])
        for topic in source["topics"]:
            load_thread(group, topic, named)
        remember_first_posts(group)


def load_thread(group, source, named):
    thread = Thread.objects.create(
        group=group,
        title=source["title"],
        kind=source["kind"],
        author=named[source["posts"][0]["author"]],
        is_pinned=source["pinned"],
        is_welcome=source.get("welcome", False),
        is_demo=True,
    )
    posts = [load_post(thread, number, post, named) for number, post in enumerate(source["posts"], start=1)]
    thread.last_number = thread.revision = len(posts)
    thread.answer_number = source["answer"]
    thread.created_at, thread.last_post_at = posts[0].created_at, posts[-1].created_at
    thread.save()
    ThreadParticipant.objects.recount(thread)
    load_reading(thread, len(posts) - source["unread"], {post.author_id: post.number for post in posts})
    load_notifications(thread, posts[-source["unread"] - 1 :])


def load_post(thread, number, source, named):
    post = Post(thread=thread, number=number, revision=number, author=named[source["author"]])
    post.created_at = written_at(source)
    post.set_text(source["text"])
    post.save()
    return post


def written_at(source):
    """When a post was written, relative to now: `minutes_ago`, or `time` on the day `days_ago`."""
    if "minutes_ago" in source:
        return timezone.now() - timedelta(minutes=source["minutes_ago"])
    day = timezone.localdate() - timedelta(days=source["days_ago"])
    return datetime.combine(day, time.fromisoformat(source["time"]), ZoneInfo(settings.TIME_ZONE))


def load_reading(thread, read_by_all, written):
    """All members have read up to number `read_by_all`; authors of later posts up to their last own post (`written`)."""
    ThreadRead.objects.bulk_create(
        ThreadRead(
            membership=member,
            thread=thread,
            last_read_number=max(read_by_all, written.get(member.user_id, 0)),
        )
        for member in thread.group.memberships.all()
    )


def load_notifications(thread, newest):
    """Notifies of the `newest` posts as replying does; those of the first one are read already."""
    about = Notification.objects.about(thread.subject)
    for post in newest:
        about.of(post.author_id).mark_read()
        notify.notify_of_post(post, render_in_thread(thread, post.text).mentioned, at=post.created_at)
        if post is newest[0]:
            about.mark_read()


def remember_first_posts(group):
    for member in group.memberships.all():
        first = Post.objects.filter(thread__group=group, author=member.user_id).order_by("created_at").first()
        Membership.objects.filter(pk=member.pk).update(first_post_at=first and first.created_at)
