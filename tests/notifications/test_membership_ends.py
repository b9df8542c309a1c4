"""The notifications of a group go with the membership, in whichever way it ends."""

from importlib import import_module

import pytest
from django.db import connection, transaction

from forum import kinds
from groups.models import Group, Membership
from notifications.models import Notification
from tests.live.test_triggers import found
from tests.notifications.lists import listed, stored
from tests.support.database.endings import delete_in_sql

pytestmark = pytest.mark.usefixtures("own_database")

MENTION_ALL = "@Anna Annasen @Ben Bensen @Carla Carlasen"


WAYS = {
    "end": lambda membership: membership.end(),
    "delete": lambda membership: membership.delete(),
    "queryset": lambda membership: Membership.objects.filter(user=membership.user).delete(),
    "SQL": delete_in_sql,
}


@pytest.fixture
def notifications(calm, say, anna, dora, joined):
    """Anna, Ben and Carla were told of the group's thread, Anna of something elsewhere, too."""
    say(calm, dora, MENTION_ALL)
    elsewhere = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    elsewhere.admit(anna)
    what = {"scope": f"group.{elsewhere.pk}", "subject": "thread.999", "title": "Anderswo", "number": 1}
    Notification.objects.notify({anna.pk: kinds.POST}, actor=dora, url="/gruppen/anders/", **what)
    return elsewhere


@pytest.fixture
def left():
    """(first name, title) of all that is told."""
    rows = Notification.objects.select_related("recipient")
    return lambda: sorted((row.recipient.get_short_name(), row.title) for row in rows.all())


@pytest.mark.parametrize("way", WAYS)
def test_it_goes_with_an_event_and_those_of_others_stay(
    way, notifications, calm, member, bell_events, left, joined
):
    bell_events()
    WAYS[way](member(joined))
    assert left() == [("Anna", "Anderswo"), ("Anna", calm.title), ("Ben", calm.title)]
    assert bell_events() == [[joined.pk]]


def test_it_goes_with_the_person(notifications, calm, left, joined):
    joined.delete()
    assert left() == [("Anna", "Anderswo"), ("Anna", calm.title), ("Ben", calm.title)]


def test_it_goes_when_the_lead_removes_the_member(
    notifications, calm, as_dora, as_anna, member, bell_events, left, anna
):
    bell_events()
    as_dora.post(f"/gruppen/quartier/mitglieder/{member(anna).pk}/entfernen/", {"reason": "Zu laut."})
    assert left() == [("Anna", "Anderswo"), ("Ben", calm.title), ("Carla", calm.title)]
    assert listed(as_anna) == ["Dora Dorasen hat in „Anderswo“ geschrieben (neu) Anders gerade eben"]
    assert bell_events() == [[anna.pk]]


def test_it_goes_with_the_group(notifications, calm, group, bell_events, left, anna, ben, joined):
    bell_events()
    group.delete()
    assert left() == [("Anna", "Anderswo")]
    assert sorted(bell_events()) == [[anna.pk], [ben.pk], [joined.pk]]


def test_a_group_whose_number_begins_alike_is_another(notifications, calm, group, member, left, anna):
    Notification.objects.filter(title="Anderswo").update(scope=f"group.{group.pk}0")
    member(anna).end()
    assert ("Anna", "Anderswo") in left()


def test_a_member_without_notifications_gets_no_event(calm, group, member, bell_events, joined):
    bell_events()
    member(joined).end()
    assert bell_events() == []


def test_an_end_that_is_rolled_back_withdraws_nothing(notifications, member, bell_events, anna):
    before, _ = stored(), bell_events()
    with transaction.atomic():
        member(anna).end()
        transaction.set_rollback(True)
    assert stored() == before
    assert bell_events() == []


def test_whoever_comes_back_starts_afresh(notifications, calm, group, member, say, left, dora, joined):
    member(joined).end()
    group.admit(joined)
    assert "Carla" not in dict(left())
    say(calm, dora, "@Carla Carlasen")
    assert ("Carla", calm.title) in left()


def test_the_migration_goes_back_and_forth():
    operation = import_module("groups.migrations.0001_squashed_0023_email_words").Migration.operations[-1]
    names = {"membership_ended_notifications", "membership_deleted_notifications"}
    assert found(names) == names
    with connection.cursor() as cursor:
        cursor.execute(operation.reverse_sql)
        assert found(names) == set()
        cursor.execute(operation.sql)
    assert found(names) == names
