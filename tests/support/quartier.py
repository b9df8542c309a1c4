"""A group in which three people talk; a test folder's own fixtures of these names take their place."""

from uuid import uuid4

import pytest

from tests.support.client import Client


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
def thread(start, say, anna, ben, dora):
    """A question of Anna's (1) with replies by Ben (2) and Dora (3)."""
    thread = start(anna)
    say(thread, ben, "Antwort von **Ben**.")
    say(thread, dora, "Antwort von Dora.")
    thread.refresh_from_db()
    return thread


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
