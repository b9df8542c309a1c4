"""A group with three members and a thread; fixtures of the same names in a test folder replace these."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tests.support.pages.client import Client

# What people write in the thread, and what the renderer makes of it.
TEXTS = {
    "Eine Frage.": "<p>Eine Frage.</p>\n",
    "Antwort von **Ben**.": "<p>Antwort von <strong>Ben</strong>.</p>\n",
    "Antwort von Dora.": "<p>Antwort von Dora.</p>\n",
}
READ_BY_AUTHORS = """
    INSERT INTO forum_threadread (membership_id, thread_id, last_read_number)
    SELECT membership.id, post.thread_id, post.number
    FROM forum_post AS post JOIN groups_membership AS membership ON membership.user_id = post.author_id
    WHERE post.thread_id = %s AND membership.group_id = %s
"""
FIRST_POSTS = """
    UPDATE groups_membership AS membership SET first_post_at = post.created_at FROM forum_post AS post
    WHERE membership.user_id = post.author_id AND post.thread_id = %s AND membership.group_id = %s
"""


@pytest.fixture
def group(anna, ben, dora):
    """Dora leads it, Ben moderates, Anna is a member."""
    from groups.models import Group, Membership, Role

    group = Group.objects.create(
        slug="quartier",
        title="Engagiertes Quartier",
        summary="Zusammen.",
        description="Für alle im Quartier.",
    )
    roles = {dora: Role.LEAD, ben: Role.MODERATOR, anna: Role.MEMBER}
    Membership.objects.bulk_create(
        Membership(group=group, user=user, role=role) for user, role in roles.items()
    )
    return group


@pytest.fixture
def member(group):
    """The membership of a person, as the database has it."""
    return lambda user: group.memberships.select_related("user", "group").get(user=user)


@pytest.fixture
def start(member):
    """Opens a thread."""
    from forum.models import Thread

    def start(user, title="Wie regelt ihr das?", text="Eine Frage.", kind="question"):
        return Thread.objects.start(member(user), title=title, text=text, kind=kind, key=uuid4())

    return start


@pytest.fixture
def say(member):
    """Replies in a thread."""
    return lambda thread, user, text="Eine Antwort.": thread.reply(member(user), text, uuid4())


@pytest.fixture
def thread(group, anna, ben, dora):
    """A question of Anna's (1) with replies by Ben (2) and Dora (3), with the rows of `start` and `say` in few queries."""
    from forum.models import Thread

    times = [timezone.now() + timedelta(microseconds=number) for number in range(6)]
    thread = Thread.objects.create(
        group=group,
        author=anna,
        title="Wie regelt ihr das?",
        kind="question",
        last_number=3,
        revision=3,
        created_at=times[0],
        last_post_at=times[3],
    )
    create_posts(thread, (anna, ben, dora), times[1:4])
    create_notifications(thread, (anna, ben, dora), times[4:])
    thread.refresh_from_db()
    return thread


def create_posts(thread, authors, times):
    from forum.models import Post, ThreadParticipant
    from markup.render import VERSION

    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=author,
            number=number,
            revision=number,
            text=text,
            html=TEXTS[text],
            renderer=VERSION,
            created_at=at,
        )
        for number, (author, at, text) in enumerate(zip(authors, times, TEXTS, strict=True), 1)
    )
    with connection.cursor() as cursor:
        for statement in (READ_BY_AUTHORS, FIRST_POSTS):
            cursor.execute(statement, [thread.pk, thread.group_id])
    ThreadParticipant.objects.recount(thread)


def create_notifications(thread, authors, times):
    from forum import kinds
    from notifications.models import Notification

    anna, ben, dora = authors
    rows = ((anna, kinds.REPLY, 2, [ben.pk, dora.pk]), (ben, kinds.POST, 3, [dora.pk]))
    Notification.objects.bulk_create(
        Notification(
            recipient=user,
            scope=f"group.{thread.group_id}",
            subject=thread.subject,
            kind_name=kind.name,
            kind_group=kind.group,
            title=thread.title,
            url=f"{thread.get_absolute_url()}#beitrag-{first}",
            since=first,
            first=first,
            last=3,
            actor=dora,
            people=people,
            notified_at=at,
        )
        for (user, kind, first, people), at in zip(rows, times, strict=True)
    )


@pytest.fixture
def signed_in():
    """A browser in which the person is signed in."""

    def signed_in(user, **options):
        client = Client(**options)
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def as_anna(signed_in, anna):
    return signed_in(anna)


@pytest.fixture
def as_ben(signed_in, ben):
    return signed_in(ben)


@pytest.fixture
def as_dora(signed_in, dora):
    return signed_in(dora)
