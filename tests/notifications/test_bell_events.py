"""The bell events of notifying, reading and withdrawing: in the same transaction, once for all recipients."""

import json
from uuid import uuid4

import pytest
from django.db import transaction

from live.bus import publish_each
from notifications.models import Notification
from tests.notifications.lists import row_of

pytestmark = pytest.mark.usefixtures("own_database")


def test_many_recipients_are_one_event(bell_events, notify_users, anna, ben, carla):
    notify_users(anna, ben, carla)
    assert bell_events() == [[anna.pk, ben.pk, carla.pk]]


def test_very_many_are_few_rings_that_fit(payloads):
    ids = list(range(2**31 - 1_201, 2**31))
    publish_each("bell", ids)
    published = payloads()
    assert [len(json.loads(payload)["each"]) for payload in published] == [500, 500, 201]
    assert [pk for payload in published for pk in json.loads(payload)["each"]] == ids
    assert max(len(payload.encode()) for payload in published) < 8_000


def test_nobody_is_no_ring(payloads, say, start, anna):
    publish_each("bell", [])
    Notification.objects.all().mark_read()
    say(start(anna), anna)
    assert [payload for payload in payloads() if '"bell"' in payload] == []


def test_a_reply_publishes_to_its_recipients(bell_events, calm, say, anna, ben, dora):
    bell_events()
    say(calm, ben)
    assert bell_events() == [sorted([anna.pk, dora.pk])]


def test_a_reply_sent_twice_publishes_once(bell_events, calm, member, anna, ben, dora):
    bell_events()
    key = uuid4()
    for _ in range(2):
        calm.reply(member(ben), "Doppelt.", key)
    assert bell_events() == [sorted([anna.pk, dora.pk])]


def test_reading_publishes_only_if_something_was_unread(bell_events, notify_users, anna, ben):
    notify_users(anna, ben, times=2)
    bell_events()
    for expected in ([[anna.pk]], []):
        Notification.objects.of(anna.pk).mark_read()
        assert bell_events() == expected
    Notification.objects.all().mark_read()
    assert bell_events() == [[ben.pk]]


def test_a_removal_publishes_to_whose_row_it_changes(bell_events, calm, say, anna, ben, dora):
    for user in (ben, dora, ben):
        say(calm, user)
    assert (row_of(anna, calm).first, row_of(dora, calm).first) == (4, 6)
    bell_events()
    calm.posts.select_related("thread__group").get(number=4).remove(by=dora)
    assert bell_events() == [[anna.pk]]


def test_what_is_rolled_back_publishes_nothing(bell_events, notify_users, anna):
    with transaction.atomic():
        notify_users(anna)
        transaction.set_rollback(True)
    assert bell_events() == []
