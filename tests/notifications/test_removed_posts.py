"""What becomes of a notification when a post of which it tells is removed."""

import pytest
from django.db import transaction

from forum import kinds
from forum.models import Post
from notifications.models import Notification
from tests.notifications.lists import listed, notified, row_of, stored

MENTION = "@Carla Carlasen, so."


@pytest.fixture
def remove(calm, dora):
    return lambda number: calm.posts.select_related("thread__group").get(number=number).remove(by=dora)


@pytest.fixture
def summary(calm, anna):
    """What somebody was told of the thread, Anna unless given."""

    def summary(user=anna):
        row = row_of(user, calm)
        return row.kind, row.first, row.last, row.actor, row.people, row.url.partition("#")[2]

    return summary


def test_a_notification_of_the_removed_post_alone_goes(calm, say, remove, ben):
    say(calm, ben)
    assert notified(calm) == {"Anna": kinds.REPLY, "Dora": kinds.POST}
    remove(4)
    assert stored() == []


def test_a_notification_of_later_posts_leads_to_the_next_one(calm, say, remove, summary, ben, dora):
    say(calm, ben)
    say(calm, dora)
    say(calm, ben)
    remove(4)
    assert summary() == (kinds.REPLY, 5, 6, ben, [dora.pk, ben.pk], "beitrag-5")


def test_what_a_greater_kind_had_covered_is_notified_then(calm, say, remove, summary, ben, dora):
    say(calm, ben)
    say(calm, dora, "@Anna Annasen, so.")
    assert summary()[0] == kinds.MENTION
    remove(5)
    assert summary() == (kinds.REPLY, 4, 4, ben, [ben.pk], "beitrag-4")


def test_what_was_read_before_is_not_notified_again(calm, say, remove, ben, anna):
    say(calm, ben)
    Notification.objects.of(anna.pk).mark_read()
    say(calm, ben)
    remove(5)
    assert not Notification.objects.of(anna.pk).exists()


def test_a_mention_that_is_edited_away_is_taken_back(calm, say, summary, ben, anna, joined):
    post = say(calm, ben, "@Carla Carlasen und @Anna Annasen, so.")
    post.edit("So.")
    assert not Notification.objects.of(joined.pk).exists()
    assert summary()[:3] == (kinds.REPLY, 4, 4)


def test_of_a_long_absence_the_newest_posts_are_notified_again(calm, say, remove, summary, ben):
    for _ in range(25):
        say(calm, ben)
    remove(4)
    assert summary()[:3] == (kinds.REPLY, 9, 28)


def test_the_next_one_is_the_next_that_is_still_there(calm, say, remove, summary, ben, dora):
    for user in (ben, ben, dora):
        say(calm, user)
    remove(5)
    remove(4)
    assert summary() == (kinds.REPLY, 6, 6, dora, [dora.pk], "beitrag-6")


def test_the_next_one_is_by_somebody(calm, say, remove, summary, ben, dora, joined):
    for user in (ben, joined, dora):
        say(calm, user)
    joined.delete()
    remove(4)
    assert summary() == (kinds.REPLY, 6, 6, dora, [dora.pk], "beitrag-6")


def test_without_anything_by_anybody_later_the_row_goes(calm, say, remove, ben, joined, as_anna):
    for user in (ben, joined):
        say(calm, user)
    joined.delete()
    remove(4)
    assert listed(as_anna) == []


def test_a_post_in_the_midst_or_at_the_end_counts_no_more(calm, say, remove, summary, ben, dora):
    for user in (ben, dora, ben):
        say(calm, user)
    assert summary() == (kinds.REPLY, 4, 6, ben, [dora.pk, ben.pk], "beitrag-4")
    remove(5)
    assert summary() == (kinds.REPLY, 4, 6, ben, [ben.pk], "beitrag-4")
    remove(6)
    assert summary() == (kinds.REPLY, 4, 4, ben, [ben.pk], "beitrag-4")


def test_what_was_read_goes_and_leads_nowhere(calm, say, remove, ben, dora, anna):
    for user in (ben, dora):
        say(calm, user)
    Notification.objects.of(anna.pk).mark_read()
    remove(4)
    assert not Notification.objects.filter(recipient=anna).exists()


def test_what_was_read_and_points_elsewhere_stays(calm, say, remove, ben, dora, summary):
    for user in (ben, dora):
        say(calm, user)
    Notification.objects.all().mark_read()
    remove(5)
    assert summary() == (kinds.REPLY, 4, 5, dora, [ben.pk, dora.pk], "beitrag-4")


def test_other_threads_are_left_alone(calm, start, say, remove, anna, ben):
    other = start(anna, "Ein anderes")
    for thread in (calm, other, other, other):
        say(thread, ben)
    before = row_of(anna, other).pk
    remove(4)
    assert [row["id"] for row in stored()] == [before]


def test_of_two_mentions_the_second_remains_for_whoever_never_wrote_there(
    calm, say, remove, summary, ben, dora, joined
):
    say(calm, ben, MENTION)
    say(calm, dora, MENTION)
    remove(4)
    assert summary(joined)[1:] == (5, 5, dora, [dora.pk], "beitrag-5")
    remove(5)
    assert not Notification.objects.filter(recipient=joined).exists()


def test_nobody_is_notified_of_their_own_post_when_an_edit_had_led_them_back(
    calm, say, remove, anna, ben, dora
):
    say(calm, anna, "Danke.")
    Post.objects.select_related("author").get(number=3).edit("@Anna Annasen, so.")
    say(calm, ben)
    assert row_of(anna, calm).first == 3
    remove(3)
    row = row_of(anna, calm)
    assert (row.first, row.actor, row.people) == (5, ben, [ben.pk])


def test_in_every_order_each_row_leads_to_a_post_of_somebody_else(calm, say, remove, ben, dora, joined):
    for user, text in (
        (ben, MENTION),
        (dora, "Antwort."),
        (ben, MENTION + " @Anna Annasen"),
        (dora, MENTION),
    ):
        say(calm, user, text)
    assert notified(calm) == {"Anna": kinds.MENTION, "Ben": kinds.POST, "Carla": kinds.MENTION}
    assert remove_in_every_order(calm, remove, {4, 5, 6, 7}) == 24


def remove_in_every_order(thread, remove, numbers):
    """Each beginning of an order once, with all that may follow. Returns how many orders there were."""
    if not numbers:
        assert stored() == []
    orders = 0
    for number in numbers:
        with transaction.atomic():
            remove(number)
            assert_true_to_the_posts(thread)
            orders += remove_in_every_order(thread, remove, numbers - {number})
            transaction.set_rollback(True)
    return orders or 1


def assert_true_to_the_posts(thread):
    there = {post.number: post for post in thread.posts.filter(removed_at=None)}
    for row in Notification.objects.about(thread.subject):
        assert row.first in there
        assert row.first <= row.last
        assert row.url == f"{thread.get_absolute_url()}#beitrag-{row.first}"
        assert there[row.first].author_id in row.people
        assert row.recipient_id not in row.people
        assert row.actor_id in row.people
