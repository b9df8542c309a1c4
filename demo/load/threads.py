from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from demo.load import people, read
from forum import notify
from forum.models import Post, Thread, ThreadRead
from forum.rendering import render
from groups.models import Group, Membership
from notifications.models import Notification


def load():
    named = people.by_username()
    for source in read("groups")["groups"]:
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
    load_reading(thread, len(posts) - source["unread"], {post.author_id: post.number for post in posts})
    load_notifications(thread, posts[-source["unread"] - 1 :])


def load_post(thread, number, source, named):
    post = Post(thread=thread, number=number, revision=number, author=named[source["author"]])
    post.created_at = moment(source)
    post.write(source["text"])
    post.save()
    return post


def moment(source):
    """Some minutes ago, or at that time of a day some days ago: the demo is always fresh."""
    if "minutes_ago" in source:
        return timezone.now() - timedelta(minutes=source["minutes_ago"])
    day = timezone.localdate() - timedelta(days=source["days_ago"])
    return datetime.combine(day, time.fromisoformat(source["time"]), ZoneInfo(settings.TIME_ZONE))


def load_reading(thread, read_by_all, written):
    """Everybody has read up to there, and whoever wrote later has read up to their own post."""
    ThreadRead.objects.bulk_create(
        ThreadRead(
            membership=member,
            thread=thread,
            last_read_number=max(read_by_all, written.get(member.user_id, 0)),
        )
        for member in thread.group.memberships.all()
    )


def load_notifications(thread, newest):
    """Of the first of these posts everybody has read, of the others nobody but who wrote later."""
    about = Notification.objects.about(thread.subject)
    for post in newest:
        about.of(post.author_id).read()
        notify.announce(post, render(thread, post.text).mentioned, at=post.created_at)
        if post is newest[0]:
            about.read()


def remember_first_posts(group):
    for member in group.memberships.all():
        first = Post.objects.filter(thread__group=group, author=member.user_id).order_by("created_at").first()
        Membership.objects.filter(pk=member.pk).update(first_post_at=first and first.created_at)
