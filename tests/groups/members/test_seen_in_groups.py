"""Pages of a group show of each member what the member shows to their groups, and no search finds more."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.models import ProfileVisibility, User
from groups.models import JoinRequest, Role
from tests.forum.pages import page
from tests.forum.stored import queries
from tests.support.pages.forms import words
from tests.support.people.faces import describe, main, photo_of, photos, profiles

GROUP = "/gruppen/lesekreis/"
MEMBERS, ABOUT, FILE = f"{GROUP}mitglieder/", f"{GROUP}ueber/", f"{GROUP}mitglieder/liste/"
DETAILS = {"function": "Amtsleiterin", "organisation": "Stadtarchiv", "other_place": "Soest"}
HIDDEN = {
    "function_visibility": ProfileVisibility.NOBODY,
    "organisation_visibility": ProfileVisibility.NOBODY,
}
UNSEEN = {"photo_visibility": ProfileVisibility.NOBODY}


@pytest.fixture
def came_by_link(group, anna, invitation):
    """The page of the link by which Anna came."""
    group.memberships.filter(user=anna).update(invitation=invitation)
    return f"{GROUP}einladungen/{invitation.pk}/"


@pytest.fixture
def member_page(group):
    return lambda user: f"{MEMBERS}{group.memberships.get(user=user).pk}/"


@pytest.fixture
def pages(came_by_link, member_page, anna, start):
    """Every page of the group that shows Anna."""
    thread = start(anna)
    return [GROUP, MEMBERS, ABOUT, came_by_link, member_page(anna), thread.get_absolute_url()]


def row(client, name, **search):
    content = client.post(FILE, search).content.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    return next((row for row in rows if row[0] == name), None)


def names(client, text):
    return set(profiles(main(page(client, MEMBERS, suche=text))).values())


def test_what_a_member_keeps_from_groups_stands_on_none_of_their_pages(pages, anna, as_dora):
    describe(anna, **DETAILS, **HIDDEN, **UNSEEN)
    for address in pages:
        html = page(as_dora, address)
        assert "Anna Annasen" in html
        assert "Amtsleiterin" not in html
        assert "Stadtarchiv" not in html
        assert photos(html) == []


def test_what_groups_may_see_stands_in_the_list_and_on_the_members_page(member_page, anna, as_dora):
    describe(anna, **DETAILS, function_visibility=ProfileVisibility.GROUPS)
    assert "Anna Annasen Amtsleiterin, Soest" in words(page(as_dora, MEMBERS))
    assert "Amtsleiterin" in words(page(as_dora, member_page(anna)))


def test_the_file_holds_what_groups_may_see(group, anna, as_dora):
    describe(
        anna,
        **DETAILS,
        function_visibility=ProfileVisibility.GROUPS,
        organisation_visibility=ProfileVisibility.GROUPS,
    )
    assert row(as_dora, "Anna Annasen")[1:4] == ["Amtsleiterin", "Stadtarchiv", "Soest"]
    User.objects.filter(pk=anna.pk).update(**HIDDEN)
    assert row(as_dora, "Anna Annasen")[1:4] == ["", "", "Soest"]


@pytest.mark.parametrize("field", ["function", "organisation"])
def test_nobody_is_found_by_what_they_hide(field, group, anna, as_ben, as_dora):
    describe(anna, **{field: "Sternwarte", f"{field}_visibility": ProfileVisibility.GROUPS})
    assert names(as_ben, "sternwarte") == {"Anna Annasen"}
    User.objects.filter(pk=anna.pk).update(**{f"{field}_visibility": ProfileVisibility.NOBODY})
    assert names(as_ben, "sternwarte") == set()
    assert row(as_dora, "Anna Annasen", suche="sternwarte") is None
    assert names(as_ben, "annasen") == {"Anna Annasen"}


def test_the_list_is_searched_for_what_its_field_says_and_nothing_else(group, anna, as_ben):
    describe(anna, seeks="Sternwarte", offers="Fernrohr")
    assert names(as_ben, "sternwarte") == names(as_ben, "fernrohr") == set()


def test_photos_and_profiles_stand_where_members_read_and_open(pages, anna, dora, as_ben, as_dora):
    describe(anna, photo_visibility=ProfileVisibility.GROUPS)
    for address in pages[1:]:
        html = main(page(as_dora, address))
        assert photo_of(anna) in photos(html), address
        assert profiles(html)[anna.pk] == "Anna Annasen"
    describe(dora)
    leads = page(as_ben, ABOUT).partition('id="leitung"')[2].partition("</section>")[0]
    assert (photos(leads), profiles(leads)) == ([photo_of(dora)], {dora.pk: "Dora Dorasen"})
    for address in (photo_of(anna), photo_of(dora), f"/personen/{anna.pk}/", f"/personen/{dora.pk}/"):
        assert as_ben.get(address).status_code == 200


def test_an_account_that_is_off_has_no_face_and_leads_nowhere(pages, anna, as_dora):
    describe(anna, is_active=False)
    for address in pages:
        html = main(page(as_dora, address))
        assert "Anna Annasen" in html
        assert photos(html) == []
        assert anna.pk not in profiles(html)


def test_of_an_account_that_is_off_only_name_and_place_stay(pages, anna, as_dora):
    describe(anna, **DETAILS)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    for address in pages:
        assert DETAILS["function"] not in page(as_dora, address)
    assert DETAILS["other_place"] in page(as_dora, MEMBERS)
    for kept in (DETAILS["function"], DETAILS["organisation"]):
        assert anna.name not in words(main(page(as_dora, MEMBERS, suche=kept)))
        assert kept not in row(as_dora, anna.name)


def test_an_acting_lead_sees_no_profiles(came_by_link, member_page, anna, signed_in, vera, group):
    describe(anna)
    group.memberships.filter(role=Role.LEAD).update(role=Role.MEMBER)
    for address in (came_by_link, member_page(anna)):
        html = main(page(signed_in(vera), address))
        assert "<b>Anna Annasen</b>" in html
        assert (photos(html), profiles(html)) == ([], {})


def test_strangers_see_initials_on_an_invitation(client, invitation, second_lead, dora):
    for lead in (dora, second_lead):
        describe(lead, photo_visibility=ProfileVisibility.ALL, visibility=ProfileVisibility.ALL)
    html = page(client, invitation.get_absolute_url())
    assert "Dora Dorasen" in html
    assert "Lena Lenasen" in html
    assert (photos(html), profiles(html)) == ([], {})


def test_whoever_asks_to_be_let_in_has_initials(group, carla, as_dora):
    describe(carla, photo_visibility=ProfileVisibility.ALL, visibility=ProfileVisibility.ALL)
    asked = JoinRequest.objects.create(group=group, user=carla, why="group", reason="Gern.")
    for address in (f"{GROUP}anfragen/", reverse("groups:request-decide", args=[group.slug, asked.pk])):
        html = main(page(as_dora, address))
        assert "<b>Carla Carlasen</b>" in html
        assert (photos(html), profiles(html)) == ([], {})


def test_ones_own_face_stands_in_the_header_and_on_the_account_whoever_else_sees_it(anna, as_anna):
    describe(anna, **UNSEEN)
    shown = dict.fromkeys(photos(page(as_anna, "/konto/")))
    assert list(shown) == [photo_of(anna)]


def test_photos_cost_no_query(pages, anna, ben, dora, as_dora):
    before = [queries(as_dora, address) for address in [*pages, "/mein/"]]
    for user in (anna, ben, dora):
        describe(user)
    assert [queries(as_dora, address) for address in [*pages, "/mein/"]] == before
