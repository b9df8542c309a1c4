"""Removing a member from the group: asked first, by the lead alone, and what remains of the person there."""

import pytest

from forum.models import Post, ThreadRead
from groups.models import Group, Membership, Role
from tests.forum.pages import page, posts
from tests.forum.stored import everything
from tests.support.database.undoing import each

MEMBERS = "/gruppen/quartier/mitglieder/"
REASON = {"reason": "Bitte bei der Sache bleiben."}


@pytest.fixture
def address(member):
    """Where a person is removed."""
    return lambda user: f"{MEMBERS}{member(user).pk}/entfernen/"


def test_the_lead_finds_the_way_to_remove_whom_can_be_removed(as_dora, address, group, anna, ben, dora, emil):
    group.admit(emil, Role.LEAD)
    html = page(as_dora, MEMBERS)
    for user, can_be in ((anna, True), (ben, True), (emil, False)):
        about = address(user).removesuffix("entfernen/")
        assert f'href="{about}"' in html
        assert (address(user) in page(as_dora, about)) == can_be
    assert address(dora) not in page(as_dora, address(dora).removesuffix("entfernen/"))


@each("name", ["anna", "ben"])
def test_whoever_does_not_lead_finds_no_way_to_remove(name, signed_in, request, member, anna, ben, dora):
    html = page(signed_in(request.getfixturevalue(name)), MEMBERS)
    assert "Entfernen" not in html
    assert "Ändern" not in html
    assert MEMBERS + str(member(request.getfixturevalue("dora")).pk) not in html


def test_removing_asks_first(as_dora, anna, thread, address):
    before = everything()
    assert "Anna Annasen aus der Gruppe entfernen?" in page(as_dora, address(anna))
    assert everything() == before


@each("name", ["anna", "ben"])
def test_a_removed_member_is_out_and_what_they_wrote_stays(
    name, as_dora, signed_in, request, thread, address, events, anna, ben, caplog
):
    caplog.clear()
    user = request.getfixturevalue(name)
    client = signed_in(user)
    wrote, others = user.posts.count(), ThreadRead.objects.exclude(membership__user=user).count()
    response = as_dora.post(address(user), REASON)
    assert response["Location"] == MEMBERS
    assert f"{user.name} ist nicht mehr in der Gruppe." in page(as_dora, MEMBERS)
    assert not Membership.objects.filter(user=user).exists()
    assert ThreadRead.objects.count() == others
    assert Post.objects.filter(author=user).count() == wrote == 1
    assert user.name in posts(page(as_dora, thread.get_absolute_url()))[1 if name == "anna" else 2]
    for shown in ("/gruppen/quartier/", MEMBERS, thread.get_absolute_url()):
        page(client, shown, 404)
    assert events() == ["membership_ended"]


@each("method", ["get", "post"])
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("vera", 404)])
def test_only_the_lead_removes(
    name, status, method, signed_in, request, thread, address, ben, anna, carla, vera
):
    before = everything()
    client = signed_in(request.getfixturevalue(name))
    assert getattr(client, method)(address(ben), REASON).status_code == status
    assert everything() == before


@each("method", ["get", "post"])
def test_a_lead_is_not_removed(method, as_dora, emil, dora, group, address):
    group.admit(emil, Role.LEAD)
    before = everything()
    for user in (emil, dora):
        response = getattr(as_dora, method)(address(user), REASON)
        assert response["Location"] == address(user).removesuffix("entfernen/")
    assert everything() == before


def test_a_lead_removes_nobody_from_another_group(as_dora, carla, group):
    elsewhere = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    membership, _ = elsewhere.admit(carla)
    assert as_dora.post(f"{MEMBERS}{membership.pk}/entfernen/", REASON).status_code == 404
    assert as_dora.post(f"/gruppen/anders/mitglieder/{membership.pk}/entfernen/", REASON).status_code == 404
    assert elsewhere.memberships.count() == 1


def test_a_member_removed_already_is_not_found(as_dora, anna, address):
    where = address(anna)
    as_dora.post(where, REASON)
    assert as_dora.post(where, REASON).status_code == 404


def test_anonymous_removes_nobody_and_keeps_the_reason(client, anna, address):
    assert client.post(address(anna))["Location"].startswith("/konto/anmelden/?next=")
    assert client.post(address(anna), REASON).status_code == 401
    assert Membership.objects.filter(user=anna).exists()


def test_whoever_comes_back_starts_afresh(as_dora, anna, group, member, thread, address):
    as_dora.post(address(anna), REASON)
    assert not group.memberships.filter(user=anna).exists()
    group.admit(anna)
    assert member(anna).first_post_at is None
    assert group.threads.read_by(member(anna)).get().unread == 0
