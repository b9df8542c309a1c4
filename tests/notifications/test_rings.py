"""Whose bells are rung, in the same transaction: when somebody is told, has read, or what was told is taken back."""

import json
from uuid import uuid4

import pytest
from django.db import transaction

from live.bus import publish_each
from notifications.models import Notification
from tests.notifications.lists import row_of

pytestmark = pytest.mark.usefixtures("own_database")


def test_many_recipients_are_one_ring(rings, tell, anna, ben, carla):
    tell(anna, ben, carla)
    assert rings() == [[anna.pk, ben.pk, carla.pk]]


def test_very_many_are_few_rings_that_fit(payloads):
    ids = list(range(2**31 - 1_201, 2**31))
    publish_each("bell", ids)
    carried = payloads()
    assert [len(json.loads(payload)["each"]) for payload in carried] == [500, 500, 201]
    assert [pk for payload in carried for pk in json.loads(payload)["each"]] == ids
    assert max(len(payload.encode()) for payload in carried) < 8_000


def test_nobody_is_no_ring(payloads, say, start, anna):
    publish_each("bell", [])
    Notification.objects.all().mark_read()
    say(start(anna), anna)
    assert [payload for payload in payloads() if '"bell"' in payload] == []


def test_a_reply_rings_those_who_are_told(rings, calm, say, anna, ben, dora):
    rings()
    say(calm, ben)
    assert rings() == [sorted([anna.pk, dora.pk])]


def test_a_reply_sent_twice_rings_once(rings, calm, member, anna, ben, dora):
    rings()
    key = uuid4()
    for _ in range(2):
        calm.reply(member(ben), "Doppelt.", key)
    assert rings() == [sorted([anna.pk, dora.pk])]


def test_reading_rings_only_when_something_was_unread(rings, tell, anna, ben):
    tell(anna, ben, times=2)
    rings()
    for expected in ([[anna.pk]], []):
        Notification.objects.of(anna.pk).mark_read()
        assert rings() == expected
    Notification.objects.all().mark_read()
    assert rings() == [[ben.pk]]


def test_a_removal_rings_whose_row_it_changes(rings, calm, say, anna, ben, dora):
    for user in (ben, dora, ben):
        say(calm, user)
    assert (row_of(anna, calm).first, row_of(dora, calm).first) == (4, 6)
    rings()
    calm.posts.select_related("thread__group").get(number=4).remove(by=dora)
    assert rings() == [[anna.pk]]


def test_what_is_rolled_back_rings_nobody(rings, tell, anna):
    with transaction.atomic():
        tell(anna)
        transaction.set_rollback(True)
    assert rings() == []
