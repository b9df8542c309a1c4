"""A membership that ends is the last thing its windows hear of the group, on whichever way it ends."""

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


def test_what_came_before_is_heard_and_nothing_after(thread, reader, say, group, member, person, ben):
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
        told = page.hear_until(lambda frame: "gone" in frame)
        assert [frame.get("revision", frame) for frame in told] == [*range(4, 5 + 2 * n), gone]
        # Whatever else it was told would come before this answer.
        assert page.show(thread, revision=0) == gone


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
    told = page.hear_until(lambda frame: "gone" in frame)
    assert [frame["revision"] for frame in told[:-1]] == [4]
    assert "Nicht mehr" not in str(told)
    assert page.show(thread, revision=0) == {"gone": f"thread.{thread.pk}"}


def test_all_windows_of_the_person_lose_this_group_and_keep_the_others(
    thread, reader, say, member, anna, ben
):
    other = Group.objects.create(slug="andere", title="Andere", summary="–", description="–")
    other.admit(anna)
    typed = {"title": "Anderswo", "text": "Text", "kind": "minutes", "key": uuid4()}
    elsewhere = Thread.objects.start(other.admit(ben)[0], **typed)
    pages = [reader(anna, thread), reader(anna, thread)]
    pages[0].show(elsewhere)
    member(anna).end()
    assert [page.hear() for page in pages] == [{"gone": f"thread.{thread.pk}"}] * 2
    say(thread, ben)
    elsewhere.pin()
    assert pages[0].hear()["thread"] == elsewhere.pk


def test_whoever_comes_back_hears_again_in_the_same_window(thread, group, reader, say, member, anna, ben):
    page, ben_hears = reader(anna, thread), reader(ben, thread)
    member(anna).end()
    assert page.hear() == {"gone": f"thread.{thread.pk}"}
    say(thread, ben, "In der Zwischenzeit.")
    assert ben_hears.hear()["revision"] == 4
    group.admit(anna)
    assert [post["number"] for post in page.show(thread)["posts"]] == [4]
    say(thread, ben)
    assert page.hear()["revision"] == 5


def test_with_a_group_all_its_memberships_end(thread, reader, group, anna, ben):
    pages = [reader(user, thread) for user in (anna, ben)]
    group.delete()
    for page in pages:
        assert page.hear() == {"gone": f"thread.{thread.pk}"}
        assert page.show(thread, revision=0) == {"gone": f"thread.{thread.pk}"}
