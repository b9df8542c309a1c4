"""What the database itself refuses, and what goes with whom."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from notifications.models import Notification
from tests.support.database.undoing import each


@pytest.fixture
def make(anna, ben):
    def make(**fields):
        what = {"recipient": anna, "scope": "group.1", "subject": "thread.1", "title": "Titel"}
        what |= {
            "kind_name": "forum.post",
            "kind_group": "forum.thread",
            "url": "/",
            "since": 2,
            "first": 2,
            "last": 3,
            "actor": ben,
            "people": [ben.pk],
            "notified_at": timezone.now(),
        }
        return Notification.objects.create(**what | fields)

    return make


@each(
    "fields",
    [
        {"subject": "thread.1"},
        {"kind_name": ""},
        {"kind_group": ""},
        {"first": 4},
        {"first": 1},
        {"first": -1},
        {"people": None},
        {"notified_at": None},
        {"title": "x" * 151},
        {"url": "x" * 301},
    ],
)
def test_a_notification_that_cannot_be(fields, make):
    make()
    make(subject="thread.2", first=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        make(**{"subject": "thread.3"} | fields)


def test_a_person_has_one_of_a_subject_and_others_have_theirs(make, carla):
    make()
    make(recipient=carla)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(read_at=timezone.now(), scope="group.2")


def test_it_goes_with_whom_it_is_for(make, anna):
    make()
    anna.delete()
    assert not Notification.objects.exists()


def test_it_outlives_those_of_whom_it_tells(make, ben, carla):
    make(people=[carla.pk, ben.pk])
    ben.delete()
    (row,) = Notification.objects.all()
    assert (row.actor, row.others) == (None, 1)
