"""The directory of groups, a group's own page and its members: who sees what, in which order, at what cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from groups.invitations.link_actions import store_link
from groups.models import Group, Invitation, Role, Visibility
from tests.support.database.undoing import each
from tests.support.pages.forms import without_token, words
from vocabulary.models import Municipality, ThemeField

INDEX, GROUP, MEMBERS = "/gruppen/", "/gruppen/lesekreis/ueber/", "/gruppen/lesekreis/mitglieder/"


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def names(page):
    """The members in the order of the page."""
    found = re.search(r'<ul role="list" class="members">.*?</ul>', page, re.DOTALL)[0]
    return re.findall(r"<b>(.*?)</b>", found)


def section(page, heading):
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def titles(part):
    return [words(title) for title in re.findall(r"<h3>(.*?)</h3>", part)]


def new_group(number, **fields):
    title = f"Gruppe {number:02}"
    return Group.objects.create(
        slug=f"gruppe-{number}", title=title, summary="Kurz.", description="Lang.", **fields
    )


def admit_many(group, start, stop):
    """People of as many towns."""
    for n in range(start, stop):
        town = Municipality.objects.create(
            slug=f"ort-{n}", title=f"Ort {n:03}", size_class="klein", lat=48 + n / 200, lon=9 + n / 200
        )
        user = User.objects.create_user(f"p{n}@ort.example", f"Person {n:03}", municipality=town)
        group.admit(user)


def queries(client, address):
    """How many a page needs once the process knows the site's addresses and content types."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@each("name", ["anna", "ben", "dora"])
@each("address", [GROUP, MEMBERS])
def test_members_get_in(address, name, client, group, request):
    client.force_login(request.getfixturevalue(name))
    page = html(client, address)
    assert "<h1>Lesekreis</h1>" in page
    for tab in ("einladungen", "anfragen"):
        assert (f'href="/gruppen/lesekreis/{tab}/"' in page) == (name == "dora")


@pytest.mark.usefixtures("carla", "emil", "vera")
@each("name", ["carla", "emil", "vera"])
@each("address", [GROUP, MEMBERS])
def test_outsiders_learn_that_the_group_is_for_members_and_that_it_invites(
    address, name, client, group, request
):
    client.force_login(request.getfixturevalue(name))
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert "<h1>Nur für Mitglieder</h1>" in page
    assert "„Lesekreis“" in page
    assert "Für alle, die lesen." not in page
    assert "Anna Annasen" not in page
    assert "zugang/" not in page

    store_link(Invitation(group=group, label="Öffentlich", is_public=True))
    page = client.get(address).content.decode()
    assert 'href="/gruppen/lesekreis/beitreten/"' in page
    assert "zugang/" not in page


@pytest.mark.parametrize("address", [GROUP, MEMBERS])
def test_outsiders_of_a_group_on_request_find_where_to_ask(address, client, group, on_request, carla):
    client.force_login(carla)
    for _ in ("without a public link", "with one"):
        page = client.get(address).content.decode()
        assert 'href="/gruppen/lesekreis/zugang/"' in page
        assert "Zugang anfragen" in page
        assert ("Gruppenleitung; ein Satz genügt." in page) == (group.public_invitation is None)
        store_link(Invitation(group=group, label="Öffentlich", is_public=True))


@each("address", [GROUP, MEMBERS])
def test_a_hidden_group_looks_as_if_it_did_not_exist(address, client, group, carla, emil, vera):
    Group.objects.update(visibility=Visibility.HIDDEN)
    for outsider in (carla, emil, vera):
        client.force_login(outsider)
        seen = [client.get(one) for one in (address, address.replace("lesekreis", "gibt-es-nicht"))]
        assert [response.status_code for response in seen] == [404, 404], outsider
        assert without_token(seen[0]) == without_token(seen[1]), outsider
    assert "<h1>Seite nicht gefunden</h1>" in seen[0].content.decode()


def test_members_of_a_hidden_group_get_in(client, group, anna):
    Group.objects.update(visibility=Visibility.HIDDEN)
    client.force_login(anna)
    assert "<h1>Lesekreis</h1>" in html(client, GROUP)


@pytest.mark.parametrize("address", [INDEX, GROUP, MEMBERS, "/gruppen/gibt-es-nicht/"])
def test_anonymous_goes_to_the_sign_in_and_comes_back(address, client, group):
    assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"


def test_a_removed_member_is_an_outsider_at_once(client, group, anna):
    client.force_login(anna)
    html(client, GROUP)
    group.memberships.filter(user=anna).delete()
    assert client.get(GROUP).status_code == 404


def test_the_directory_tells_own_groups_from_others_and_omits_hidden_ones(client, group, anna):
    new_group(1)
    new_group(2, visibility=Visibility.HIDDEN)
    new_group(3, visibility=Visibility.HIDDEN).admit(anna)
    client.force_login(anna)
    page = html(client, INDEX)
    assert titles(section(page, "meine")) == ["Gruppe 03", "Lesekreis"]
    assert titles(section(page, "weitere")) == ["Gruppe 01"]
    assert 'href="/gruppen/lesekreis/"' in section(page, "meine")
    assert 'href="/gruppen/gruppe-1/beitreten/"' in section(page, "weitere")
    assert "Gruppe 02" not in page


def test_the_directory_shows_outsiders_no_hidden_group(client, group, carla):
    new_group(1, visibility=Visibility.HIDDEN)
    client.force_login(carla)
    page = html(client, INDEX)
    assert "Sie sind noch in keiner Gruppe." in section(page, "meine")
    assert titles(section(page, "weitere")) == ["Lesekreis"]
    assert "Gruppe 01" not in page


def test_the_directory_counts_members_and_towns(client, group, carla):
    admit_many(group, 0, 3)
    User.objects.filter(name="Person 000").update(municipality=Municipality.objects.get(slug="ort-1"))
    client.force_login(carla)
    row = words(section(html(client, INDEX), "weitere"))
    assert "6 Mitglieder" in row
    assert "2 Städte" in row


def test_the_group_page_shows_purpose_leads_newest_and_towns(client, group, anna):
    admit_many(group, 0, 6)
    client.force_login(anna)
    page = html(client, GROUP)
    assert "Für alle, die lesen." in page
    assert "Dora Dorasen" in section(page, "leitung")
    assert "Ben Bensen" not in section(page, "leitung")
    newest = page.partition("Neu dabei")[2].partition("</section>")[0]
    assert re.findall(r"<b>(.*?)</b>", newest) == [f"Person {n:03}" for n in (5, 4, 3, 2, 1)]
    assert "Ort 000, Ort 001" in words(page)


def test_members_stand_in_the_order_of_role_and_name(client, group, anna, person):
    for name, role in (("Zora", Role.LEAD), ("Abel", Role.MODERATOR), ("Zeno", Role.MEMBER)):
        group.admit(person(name), role)
    client.force_login(anna)
    page = html(client, MEMBERS)
    assert [name.split()[0] for name in names(page)] == ["Dora", "Zora", "Abel", "Ben", "Anna", "Zeno"]
    tags = re.findall(r'<span class="tag">(.*?)</span>', section(page, "mitglieder"))
    assert tags == ["Gruppenleitung"] * 2 + ["Moderation"] * 2


def test_members_see_no_address_of_each_other(client, group, anna, ben):
    client.force_login(anna)
    for address in (GROUP, MEMBERS):
        assert "@stadt.example" not in html(client, address)


def test_fifty_members_stand_on_a_page(client, group, anna):
    admit_many(group, 3, 101)
    client.force_login(anna)
    pages = [html(client, f"{MEMBERS}?seite={number}") for number in (1, 2, 3)]
    assert [len(names(page)) for page in pages] == [50, 50, 1]
    assert len(set().union(*map(names, pages))) == 101
    assert "Seite 2 von 3" in pages[1]
    assert re.findall(r'href="\?seite=(\d)"', pages[1]) == ["1", "3"]
    assert names(html(client, MEMBERS)) == names(pages[0])


@each("number", ["0", "-1", "99", "drei", "9" * 30, "\0", ""])
def test_an_odd_page_number_shows_a_page_that_exists(number, client, group, anna):
    client.force_login(anna)
    response = client.get(MEMBERS, {"seite": number})
    assert response.status_code == 200
    assert "Anna Annasen" in response.content.decode()


def test_the_about_page_asks_as_often_however_many_members_and_theme_fields(client, group, anna):
    client.force_login(anna)
    few = queries(client, GROUP)
    admit_many(group, 0, 27)
    themes = [ThemeField(slug=f"feld-{n}", title=f"Feld {n:02}") for n in range(9)]
    group.theme_fields.set(ThemeField.objects.bulk_create(themes))
    assert queries(client, GROUP) == few


def test_the_members_page_asks_as_often_with_twenty_rows_as_with_two(client, group, anna):
    client.force_login(anna)
    group.memberships.exclude(user=anna).exclude(role=Role.LEAD).delete()
    few = queries(client, MEMBERS)
    admit_many(group, 0, 18)
    assert len(names(html(client, MEMBERS))) == 20
    assert queries(client, MEMBERS) == few


def test_the_directory_asks_as_often_with_twenty_rows_as_with_two(client, group, anna):
    client.force_login(anna)
    new_group(0)
    few = queries(client, INDEX)
    for n in range(1, 19):
        joined = new_group(n)
        if n % 2:
            joined.admit(anna)
    assert len(titles(html(client, INDEX))) == 20
    assert queries(client, INDEX) == few
