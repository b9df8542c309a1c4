"""Which groups bring two people near each other, and what is told of them."""

import re

from django.utils import timezone

from accounts.models import User
from groups.leading import deletion
from groups.models import Group, Role
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.people import petra as people
from tests.support.people.petra import FAR, NEAR, names, options, page, profile, rows, sees, show


def test_a_profile_lists_common_groups_only(petra, readers):
    show(petra, 2)
    near = readers[NEAR].get(profile(petra)).content.decode()
    assert re.findall(r'<a href="/gruppen/(\w+)/">', near.partition("Gemeinsame Gruppen")[2]) == ["lesekreis"]
    far = readers[FAR].get(profile(petra)).content.decode()
    assert "Gemeinsame Gruppen" not in far
    assert {"Nebenan", "Geheim"} & set(re.findall(r"\w+", near + far)) == set()


def test_only_one_s_own_groups_are_offered_and_find_anybody(petra, readers):
    show(petra, 2)
    assert options(page(readers[NEAR]), "gruppe") == ["Alle", "Lesekreis"]
    assert options(page(readers[FAR]), "gruppe") == ["Alle", "Chor"]
    assert names(page(readers[NEAR], "gruppe=lesekreis")) == ["Anna", "Ben", "Dora", "Petra"]
    for who, slugs in ((NEAR, ("nebenan", "geheim", "chor")), (FAR, ("lesekreis", "nebenan", "geheim"))):
        for slug in slugs:
            html = page(readers[who], f"gruppe={slug}")
            assert names(html) == []
            assert people.NOBODY in words(html)


def test_a_membership_that_ends_ends_the_view_at_once(petra, readers, group, anna):
    photo = people.photo(petra)
    assert sees(readers[NEAR], petra) == (200, True)
    assert readers[NEAR].get(photo).status_code == 200
    group.memberships.get(user=petra).delete()
    assert sees(readers[NEAR], petra) == (404, False)
    assert readers[NEAR].get(photo).status_code == 404
    group.admit(petra)
    assert sees(readers[NEAR], petra) == (200, True)
    group.memberships.get(user=anna).delete()
    assert sees(readers[NEAR], petra) == (404, False)


def test_an_archived_group_counts_and_a_deleted_one_does_not(petra, readers, group, dora):
    group.archive(dora)
    assert sees(readers[NEAR], petra) == (200, True)
    deletion.plan_deletion(group, dora)
    assert sees(readers[NEAR], petra) == (200, True)
    Group.objects.filter(pk=group.pk).update(deleted_at=timezone.now())
    show(petra, 2)
    html = page(readers[NEAR])
    assert names(html) == ["Anna"]
    assert options(html, "gruppe") == []
    assert readers[NEAR].get(profile(petra)).status_code == 404
    assert names(page(readers[NEAR], "gruppe=lesekreis")) == []


def test_a_deleted_group_brings_two_people_no_nearer(petra, readers, other_group, carla):
    show(petra, 2, function=1)
    former = Group.objects.create(slug="ehemals", title="Ehemals", summary="–", description="–")
    for user in (petra, carla):
        former.admit(user, Role.LEAD)
    assert "Stadtplanerin" in rows(page(readers[FAR]))[petra.name]
    now = timezone.now()
    Group.objects.filter(pk=former.pk).update(archived_at=now, delete_at=now, deleted_at=now)
    assert "Stadtplanerin" not in rows(page(readers[FAR]))[petra.name]
    assert "Ehemals" not in readers[FAR].get(profile(petra)).content.decode()


def test_a_deactivated_account_is_nowhere(petra, readers):
    show(petra, 2)
    User.objects.filter(pk=petra.pk).update(is_active=False)
    for client in readers.values():
        assert sees(client, petra) == (404, False)
        assert client.get(people.photo(petra)).status_code == 404
        html = page(client)
        assert (people.matches(html), "Bopfingen" in options(html, "stadt")) == ([], False)


@each("role", ["", "moderator", "editor", "admin"])
def test_whoever_is_in_no_group_sees_nobody_else(role, petra, person, signed_in):
    show(petra, 2)
    nina = person("Nina", role)
    client = signed_in(nina)
    assert sees(client, petra) == (404, False)
    html = page(client)
    assert (names(html), options(html, "gruppe"), options(html, "stadt")) == (["Nina"], [], [])
    assert client.get(profile(nina)).status_code == 200


def test_who_shares_no_group_with_a_person_in_none_sees_them_if_they_agree(readers, person):
    lone = person("Lone", visibility=2)
    assert sees(readers[FAR], lone) == (200, True)
    show(lone, 1)
    assert sees(readers[FAR], lone) == (404, False)
