"""Groups in /redaktion/: who founds them, who leads them then, who may delete them."""

import pytest

from groups.models import Group, Membership, Role

TYPED = {
    "title": "Neuer Kreis",
    "summary": "Kurz.",
    "description": "Lang.",
    "visibility": "visible",
    "join_policy": "invitation",
    "order": "0",
    "slug": "neuer-kreis",
}


def test_the_founder_of_a_group_leads_it(client, emil):
    client.force_login(emil)
    response = client.post("/redaktion/snippets/groups/group/add/", TYPED)
    assert response.status_code == 302, response.content.decode()
    founded = Membership.objects.get(group__slug="neuer-kreis")
    assert (founded.user, founded.role) == (emil, Role.LEAD)
    assert client.get("/gruppen/neuer-kreis/einladungen/").status_code == 200


def test_changing_a_group_in_redaktion_makes_nobody_its_lead(client, group, emil):
    client.force_login(emil)
    address = f"/redaktion/snippets/groups/group/edit/{group.pk}/"
    assert client.post(address, TYPED | {"slug": "lesekreis"}).status_code == 302
    group.refresh_from_db()
    assert group.title == "Neuer Kreis"
    assert not group.memberships.filter(user=emil).exists()


def test_the_address_of_a_group_stays_for_ever(client, group, emil):
    client.force_login(emil)
    client.post(f"/redaktion/snippets/groups/group/edit/{group.pk}/", TYPED | {"slug": "anders"})
    group.refresh_from_db()
    assert (group.title, group.slug) == ("Neuer Kreis", "lesekreis")


@pytest.mark.parametrize("address", ["snippets/groups/group/delete/{}/", "bulk/groups/group/delete/?id={}"])
@pytest.mark.parametrize(("name", "stays"), [("emil", True), ("ben", True), ("dora", True), ("vera", False)])
def test_only_the_verwaltung_deletes_a_group(name, stays, address, client, group, request):
    client.force_login(request.getfixturevalue(name))
    client.post(f"/redaktion/{address.format(group.pk)}")
    assert Group.objects.filter(pk=group.pk).exists() == stays


@pytest.mark.parametrize("name", ["anna", "ben", "dora"])
def test_nobody_else_founds_groups(name, client, group, request):
    client.force_login(request.getfixturevalue(name))
    client.post("/redaktion/snippets/groups/group/add/", TYPED)
    assert not Group.objects.filter(slug="neuer-kreis").exists()
