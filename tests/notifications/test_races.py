"""Notifying, reading and leaving at the same instant: real connections, one waiting for the other's lock."""

from uuid import uuid4

import pytest

from forum import kinds
from forum.models import Post, Thread, ThreadRead
from groups.models import Membership
from notifications.models import Notification
from tests.notifications.lists import notified, row_of
from tests.support.database.races import in_turn

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def reply(member):
    """An act: a reply of somebody."""

    def reply(thread, user, text="Zugleich."):
        membership = member(user)
        return lambda: thread.reply(membership, text, uuid4())

    return reply


ENDS = {
    "end": lambda membership: membership.end,
    "queryset": lambda membership: Membership.objects.filter(pk=membership.pk).delete,
    "the person": lambda membership: membership.user.delete,
}


@pytest.mark.parametrize("way", ENDS)
def test_a_mention_that_waits_for_the_removal_of_the_member_notifies_nobody(
    way, calm, reply, member, ben, joined
):
    mention = reply(calm, ben, "@Carla Carlasen")
    (post,) = in_turn(ENDS[way](member(joined)), mention, then="keep")
    assert post.number == 4
    assert notified(calm) == {"Anna": kinds.REPLY, "Dora": kinds.POST}


@pytest.mark.parametrize("way", ENDS)
def test_the_removal_of_a_member_that_waits_for_a_mention_takes_it_along(
    way, calm, reply, member, ben, joined
):
    (outcome,) = in_turn(reply(calm, ben, "@Carla Carlasen"), ENDS[way](member(joined)), then="keep")
    assert not isinstance(outcome, Exception), outcome
    assert not Membership.objects.filter(user=joined.pk).exists()
    assert notified(calm) == {"Anna": kinds.REPLY, "Dora": kinds.POST}


def test_an_edit_that_waits_for_the_removal_of_whom_it_mentions_notifies_nobody(calm, member, joined):
    post = Post.objects.select_related("author").get(number=2)
    (outcome,) = in_turn(member(joined).end, lambda: post.edit("@Carla Carlasen"), then="keep")
    assert outcome is None
    assert notified(calm) == {}


@pytest.mark.parametrize("told_before", [False, True])
def test_two_who_mention_each_other_in_two_threads_at_once_both_succeed(
    told_before, calm, start, reply, anna, ben, dora, joined
):
    other = start(anna, "Ein anderes")
    if told_before:
        for thread in (calm, other):
            reply(thread, joined, "@Ben Bensen @Dora Dorasen")()
    # Each has locked the own membership before it asks for that of the other.
    lock = lambda: [thread.lock() for thread in (calm, other)]  # noqa: E731
    posts = in_turn(lock, reply(calm, ben, "@Dora Dorasen"), reply(other, dora, "@Ben Bensen"))
    assert [type(post) for post in posts] == [Post, Post], posts
    notified_before = {"Anna": kinds.REPLY} | ({"Carla": kinds.POST} if told_before else {})
    assert notified(calm) == notified_before | {"Dora": kinds.MENTION}
    assert notified(other) == notified_before | {"Ben": kinds.MENTION}


def test_two_replies_at_once_are_one_row_that_names_both(calm, reply, anna, ben, dora):
    first, second = in_turn(calm.lock, reply(calm, ben), reply(calm, dora))
    row = row_of(anna, calm)
    assert (row.first, row.last, row.people) == (first.number, second.number, [ben.pk, dora.pk])


def test_reading_that_waits_for_a_reply_does_not_read_it(calm, reply, member, anna, ben, dora):
    reply(calm, ben)()
    read = lambda: ThreadRead.objects.advance(member(anna), calm, 4)  # noqa: E731
    in_turn(reply(calm, dora), read, then="keep")
    row = row_of(anna, calm)
    assert (row.is_unread, row.first, row.last) == (True, 4, 5)
    assert ThreadRead.objects.get(membership=member(anna)).last_read_number == 4


def test_a_reply_that_waits_for_reading_is_news(calm, reply, member, anna, ben, dora):
    reply(calm, ben)()
    thread = Thread.objects.get(pk=calm.pk)
    read = lambda: ThreadRead.objects.advance(member(anna), thread, 4)  # noqa: E731
    in_turn(read, reply(calm, dora), then="keep")
    row = row_of(anna, calm)
    assert (row.is_unread, row.first, row.last, row.people) == (True, 5, 5, [dora.pk])


def test_a_removal_that_waits_for_reading_deletes_what_was_read(calm, reply, anna, ben, dora):
    for user in (ben, dora):
        reply(calm, user)()
    post = Post.objects.get(number=4)
    (outcome,) = in_turn(
        Notification.objects.of(anna.pk).mark_read, lambda: post.remove(by=dora), then="keep"
    )
    assert outcome is None
    assert not Notification.objects.filter(recipient=anna).exists()


def test_reading_that_waits_for_a_removal_reads_where_it_leads(calm, reply, member, anna, ben, dora):
    for user in (ben, dora):
        reply(calm, user)()
    post = Post.objects.get(number=4)
    read = lambda: ThreadRead.objects.advance(member(anna), calm, 5)  # noqa: E731
    (outcome,) = in_turn(lambda: post.remove(by=dora), read, then="keep")
    row = row_of(anna, calm)
    assert (outcome, row.is_unread, row.first, row.last) == (None, False, 5, 5)
