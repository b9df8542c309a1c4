"""Threads, posts, and how far members have read: by COPY, as PostgreSQL takes them fastest."""

from random import Random
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from demo.benchmark.copying import copy_rows, get_next_id
from demo.benchmark.texts import write_texts, write_title
from forum.kinds import GROUP, POST
from forum.models import Post, Thread, ThreadRead
from forum.models.thread_slug import slug_of_title
from markup.render import VERSION
from notifications.models import Notification

KINDS = ("discussion", "question", "discussion", "minutes")
THREAD_FIELDS = (
    *("id", "group", "title", "kind", "author", "last_number", "revision"),
    *("created_at", "last_post_at", "answer_number"),
)
POST_FIELDS = (*("thread", "number", "revision", "author", "key", "text", "html", "renderer", "created_at"),)
READ_FIELDS = ("membership", "thread", "last_read_number")
NOTIFICATION_FIELDS = (
    *("recipient", "scope", "subject", "kind_name", "kind_group", "title", "url"),
    *("since", "first", "last", "actor", "people", "notified_at"),
)
READ_PER_GROUP = 200
"""Threads of a group, the newest, of which members have a position: more than a person opens in a month."""

NOTIFIED_PER_GROUP = 15
"""Threads of a group with an unread notification for some."""


class SeededThread(NamedTuple):
    """A thread that is in the database. `authors`: ids of those who write in it."""

    pk: int
    plan: object
    group: object
    title: str
    kind: str
    authors: list

    @property
    def path(self):
        return reverse("forum:thread", args=[self.group.slug, self.pk, slug_of_title(self.title)])


def make_threads(plans, groups):
    """Copies the threads' rows. Returns what the posts need of them."""
    random, first = Random(5), get_next_id(Thread)  # noqa: S311
    members = {
        group.pk: list(group.memberships.order_by("pk").values_list("user", flat=True)) for group in groups
    }
    threads = [
        SeededThread(
            first + plan.place,
            plan,
            group := groups[plan.group],
            write_title(random, plan.place + 1),
            KINDS[plan.place % len(KINDS)],
            random.sample(members[group.pk], min(len(members[group.pk]), 2 + int(2 * plan.size**0.5))),
        )
        for plan in plans
    ]
    copy_rows(Thread, THREAD_FIELDS, (thread_row(one) for one in threads))
    return threads


def thread_row(thread):
    size = thread.plan.size
    solved = 2 if thread.kind == "question" and size > 1 and thread.plan.place % 8 == 1 else None
    return (
        *(thread.pk, thread.group.pk, thread.title, thread.kind, thread.authors[0], size, size),
        *(thread.plan.opened, thread.plan.last, solved),
    )


def copy_posts(threads, report_progress):
    """`report_progress` is called with the number of posts that are done."""
    copy_rows(Post, POST_FIELDS, post_rows(threads, report_progress))


def post_rows(threads, report_progress):
    random, texts, done = Random(6), write_texts(), 0  # noqa: S311
    for thread in threads:
        step = (thread.plan.last - thread.plan.opened) / max(thread.plan.size - 1, 1)
        for number in range(1, thread.plan.size + 1):
            author = thread.authors[0] if number == 1 else random.choice(thread.authors)
            text, key = random.choice(texts), UUID(int=random.getrandbits(128), version=4)
            written = thread.plan.opened + (number - 1) * step
            yield thread.pk, number, number, author, key, text.source, text.html, VERSION, written
            done += 1
            report_progress(done)


def copy_read_positions(threads, groups):
    """Of ten members seven have read a thread, two a part of it, and one nothing; some are notified of what is new."""
    # Asked before: while a COPY goes on its connection answers nothing else.
    members = {group.pk: list(group.memberships.order_by("pk").values_list("pk", "user")) for group in groups}
    read = (position[:3] for position in generate_read_positions(threads, members, READ_PER_GROUP))
    copy_rows(ThreadRead, READ_FIELDS, read)
    news = map(notification_row, generate_read_positions(threads, members, NOTIFIED_PER_GROUP))
    copy_rows(Notification, NOTIFICATION_FIELDS, filter(None, news))


def generate_read_positions(threads, members, number):
    """(membership, thread, last number read, user, SeededThread) for the newest threads of each group."""
    random, by_group = Random(7), {}  # noqa: S311
    for thread in threads:
        by_group.setdefault(thread.group.pk, []).append(thread)
    for group, of_group in by_group.items():
        for thread in of_group[:number]:
            for member, user in members[group]:
                size, luck = thread.plan.size, random.random()
                if luck < 0.9:
                    read = size if luck < 0.7 else max(size - random.randint(1, 30), 1)
                    yield member, thread.pk, read, user, thread


def notification_row(position):
    """None for who has read all of it, or wrote the last post."""
    _, _, read, user, thread = position
    size, actor = thread.plan.size, thread.authors[-1]
    if read == size or user == actor:
        return None
    page = f"{thread.path}?seite={read // 20 + 1}#beitrag-{read + 1}"
    return (
        *(user, f"group.{thread.group.pk}", f"thread.{thread.pk}", POST.name, GROUP, thread.title, page),
        *(read + 1, read + 1, size, actor, [actor], thread.plan.last),
    )
