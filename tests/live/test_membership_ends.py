"""After a membership has ended, in whichever way, its clients get no frame of the group."""

from uuid import uuid4

import pytest
from django.db import transaction

from forum.models import Thread
from groups.models import Group, Membership
from tests.support.database.endings import delete_in_sql

pytestmark = pytest.mark.usefixtures("site")


WAYS = {
    "Ida": lambda membership: membership.end(),
    "Jan": lambda membership: membership.delete(),
    "Kai": lambda membership: Membership.objects.filter(user=membership.user).delete(),
    "Lea": delete_in_sql,
}


def test_frames_before_the_end_arrive_and_none_after(thread, reader, say, group, member, person, ben):
    gone = {"gone": f"thread.{thread.pk}"}
    people = {name: person(name) for name in WAYS}
    for user in people.values():
        group.admit(user)
    pages = {name: reader(user, thread) for name, user in people.items()}
    for name, end in WAYS.items():
        say(thread, ben)
        end(member(people[name]))
        say(thread, ben)
    for n, page in enumerate(pages.values()):
        frames = page.receive_until(lambda frame: "gone" in frame)
        assert [frame.get("revision", frame) for frame in frames] == [*range(4, 5 + 2 * n), gone]
        # Any further frame would come before this answer.
        assert page.subscribe(thread, revision=0) == gone


def test_in_one_transaction_the_order_is_kept_and_what_is_rolled_back_ends_nothing(
    thread, reader, say, member, anna, ben
):
    page = reader(anna, thread)
    with transaction.atomic():
        member(anna).end()
        transaction.set_rollback(True)
    with transaction.atomic():
        say(thread, ben, "Noch für alle.")
        member(anna).end()
        say(thread, ben, "Nicht mehr für Anna.")
    frames = page.receive_until(lambda frame: "gone" in frame)
    assert [frame["revision"] for frame in frames[:-1]] == [4]
    assert "Nicht mehr" not in str(frames)
    assert page.subscribe(thread, revision=0) == {"gone": f"thread.{thread.pk}"}


def test_all_clients_of_the_person_lose_this_group_only(thread, reader, say, member, anna, ben):
    other = Group.objects.create(slug="andere", title="Andere", summary="–", description="–")
    other.admit(anna)
    submitted = {"title": "Anderswo", "text": "Text", "kind": "minutes", "key": uuid4()}
    elsewhere = Thread.objects.start(other.admit(ben)[0], **submitted)
    pages = [reader(anna, thread), reader(anna, thread)]
    pages[0].subscribe(elsewhere)
    member(anna).end()
    assert [page.receive() for page in pages] == [{"gone": f"thread.{thread.pk}"}] * 2
    say(thread, ben)
    elsewhere.pin()
    assert pages[0].receive()["thread"] == elsewhere.pk


def test_whoever_is_admitted_again_subscribes_on_the_same_socket(
    thread, group, reader, say, member, anna, ben
):
    page, bens_client = reader(anna, thread), reader(ben, thread)
    member(anna).end()
    assert page.receive() == {"gone": f"thread.{thread.pk}"}
    say(thread, ben, "In der Zwischenzeit.")
    assert bens_client.receive()["revision"] == 4
    group.admit(anna)
    assert [post["number"] for post in page.subscribe(thread)["posts"]] == [4]
    say(thread, ben)
    assert page.receive()["revision"] == 5


def test_with_a_group_all_its_memberships_end(thread, reader, group, anna, ben):
    pages = [reader(user, thread) for user in (anna, ben)]
    group.delete()
    for page in pages:
        assert page.receive() == {"gone": f"thread.{thread.pk}"}
        assert page.subscribe(thread, revision=0) == {"gone": f"thread.{thread.pk}"}
