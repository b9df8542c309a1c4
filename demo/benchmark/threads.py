"""Threads, posts, and how far members have read: by COPY, as PostgreSQL takes them fastest."""

from random import Random
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from demo.benchmark.copying import copy_rows, next_id
from demo.benchmark.texts import title, write_texts
from forum.kinds import GROUP, POST
from forum.models import Post, Thread, ThreadRead
from forum.models.thread_slug import slug_of_title
from markup.render import VERSION
from notifications.models import Notification

KINDS = ("discussion", "question", "discussion", "minutes")
THREAD = (
    *("id", "group", "title", "kind", "author", "last_number", "revision"),
    *("created_at", "last_post_at", "answer_number"),
)
POST_FIELDS = (*("thread", "number", "revision", "author", "key", "text", "html", "renderer", "created_at"),)
READ = ("membership", "thread", "last_read_number")
NOTIFIED = ("recipient", "scope", "subject", "kind_name", "kind_group", "title", "url")
NOTIFIED_OF = ("since", "first", "last", "actor", "people", "notified_at")
READ_PER_GROUP = 200
"""Threads of a group, the newest, of which members have a position: more than a person opens in a month."""

NOTIFIED_PER_GROUP = 15
"""Threads of a group with an unread notification for some."""


class Made(NamedTuple):
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
    random, first = Random(5), next_id(Thread)  # noqa: S311
    members = {
        group.pk: list(group.memberships.order_by("pk").values_list("user", flat=True)) for group in groups
    }
    made = [
        Made(
            first + plan.place,
            plan,
            group := groups[plan.group],
            title(random, plan.place + 1),
            KINDS[plan.place % len(KINDS)],
            random.sample(members[group.pk], min(len(members[group.pk]), 2 + int(2 * plan.size**0.5))),
        )
        for plan in plans
    ]
    copy_rows(Thread, THREAD, (thread_row(one) for one in made))
    return made


def thread_row(made):
    size = made.plan.size
    solved = 2 if made.kind == "question" and size > 1 and made.plan.place % 8 == 1 else None
    return (
        *(made.pk, made.group.pk, made.title, made.kind, made.authors[0], size, size),
        *(made.plan.opened, made.plan.last, solved),
    )


def copy_posts(made, tell):
    """`tell` is called with the number of posts that are done."""
    copy_rows(Post, POST_FIELDS, post_rows(made, tell))


def post_rows(made, tell):
    random, texts, done = Random(6), write_texts(), 0  # noqa: S311
    for thread in made:
        step = (thread.plan.last - thread.plan.opened) / max(thread.plan.size - 1, 1)
        for number in range(1, thread.plan.size + 1):
            author = thread.authors[0] if number == 1 else random.choice(thread.authors)
            text, key = random.choice(texts), UUID(int=random.getrandbits(128), version=4)
            written = thread.plan.opened + (number - 1) * step
            yield thread.pk, number, number, author, key, text.source, text.html, VERSION, written
            done += 1
            tell(done)


def copy_reading(made, groups):
    """Of ten members seven have read a thread, two a part of it, and one nothing; some are notified of what is new."""
    # Asked before: while a COPY goes on its connection answers nothing else.
    members = {group.pk: list(group.memberships.order_by("pk").values_list("pk", "user")) for group in groups}
    read = (reading[:3] for reading in readings(made, members, READ_PER_GROUP))
    copy_rows(ThreadRead, READ, read)
    news = map(notified, readings(made, members, NOTIFIED_PER_GROUP))
    copy_rows(Notification, NOTIFIED + NOTIFIED_OF, filter(None, news))


def readings(made, members, number):
    """(membership, thread, last number read, user, Made) for the newest threads of each group."""
    random, by_group = Random(7), {}  # noqa: S311
    for thread in made:
        by_group.setdefault(thread.group.pk, []).append(thread)
    for group, threads in by_group.items():
        for thread in threads[:number]:
            for member, user in members[group]:
                size, luck = thread.plan.size, random.random()
                if luck < 0.9:
                    read = size if luck < 0.7 else max(size - random.randint(1, 30), 1)
                    yield member, thread.pk, read, user, thread


def notified(reading):
    _, _, read, user, thread = reading
    size, actor = thread.plan.size, thread.authors[-1]
    if read == size or user == actor:
        return None
    page = f"{thread.path}?seite={read // 20 + 1}#beitrag-{read + 1}"
    return (
        *(user, f"group.{thread.group.pk}", f"thread.{thread.pk}", POST.name, GROUP, thread.title, page),
        *(read + 1, read + 1, size, actor, [actor], thread.plan.last),
    )
