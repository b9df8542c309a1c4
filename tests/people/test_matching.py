"""Who stands above the directory and among those who suit, and in which order; how often all of it asks the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from groups.models import Group
from tests.support.pages.forms import words
from tests.support.people import petra as people
from tests.support.people.petra import matches, names, page, profile, theme

EXPERIENCED, ON_THE_WAY, SEEKS = (3, False), (2, False), (None, True)
QUERIES_OF_A_SEARCH, QUERIES_OF_THE_DIRECTORY, QUERIES_OF_A_PROFILE, QUERIES_OF_A_PHOTO = 12, 15, 9, 3


@pytest.fixture
def admit(group):
    """Adds a person with this experience: {title of a theme field: (level, seeks)}."""

    def admit(name, experiences=(), **fields):
        user = User.objects.create_user(f"p{User.objects.count()}@ort.example", name, **fields)
        user.describe({theme(title): what for title, what in dict(experiences).items()})
        group.admit(user)
        return user

    return admit


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_those_who_suit_in_most_fields_come_first_then_by_name(anna, admit, as_anna):
    anna.describe({theme("Wohnen"): SEEKS, theme("Verkehr"): SEEKS, theme("Klima"): EXPERIENCED})
    admit("Zoe", {"Wohnen": EXPERIENCED, "Verkehr": EXPERIENCED})
    admit("Berta", {"Wohnen": EXPERIENCED, "Verkehr": ON_THE_WAY})
    admit("Alma", {"Verkehr": EXPERIENCED, "Klima": SEEKS})
    admit("Emma", {"Klima": EXPERIENCED, "Wohnen": SEEKS, "Verkehr": ON_THE_WAY})
    assert matches(page(as_anna)) == names(page(as_anna, "passt=hilft")) == ["Zoe", "Alma", "Berta"]
    assert names(page(as_anna, "passt=fragt")) == ["Alma"]
    assert names(page(as_anna, "passt=hilft&suche=berta")) == ["Berta"]
    assert names(page(as_anna, "passt=fragt&suche=berta")) == []


def test_one_does_not_suit_oneself(anna, admit, as_anna):
    anna.describe({theme("Wohnen"): (3, True)})
    assert (
        matches(page(as_anna))
        == names(page(as_anna, "passt=hilft"))
        == names(page(as_anna, "passt=fragt"))
        == []
    )
    admit("Berta", {"Wohnen": (3, True)})
    html = page(as_anna)
    assert (
        matches(html)
        == names(page(as_anna, "passt=hilft"))
        == names(page(as_anna, "passt=fragt"))
        == ["Berta"]
    )
    assert "Das suchen Sie." not in words(people.rows(html)[anna.name])
    assert "Das suchen Sie." not in words(as_anna.get(profile(anna)).content.decode())


def test_four_stand_above_and_more_are_a_link_away(anna, admit, as_anna):
    anna.describe({theme("Wohnen"): SEEKS})
    for number in range(4):
        admit(f"P{number}", {"Wohnen": EXPERIENCED})
    assert (matches(page(as_anna)), "?passt=hilft" in page(as_anna)) == (["P0", "P1", "P2", "P3"], False)
    admit("P4", {"Wohnen": EXPERIENCED})
    assert (matches(page(as_anna)), "?passt=hilft" in page(as_anna)) == (["P0", "P1", "P2", "P3"], True)


def test_where_nobody_suits_it_says_what_to_do(anna, admit, as_anna):
    admit("Berta", {"Wohnen": EXPERIENCED})
    html = page(as_anna)
    assert "Tragen Sie in Ihrem Profil ein, wozu Sie Austausch suchen." in words(html)
    assert 'href="/konto/profil/#felder"' in html
    anna.describe({theme("Klima"): SEEKS})
    assert "In dem, was Sie suchen, hat sich noch niemand als erfahren eingetragen." in words(page(as_anna))
    assert people.NOBODY in words(page(as_anna, "passt=hilft"))


def test_what_people_write_is_shown_as_text(admit, as_anna):
    evil = "<script>alert(1)</script>"
    fields = dict.fromkeys(("function", "organisation", "other_place", "seeks", "offers"), evil)
    user = admit(evil, **fields)
    for html in (page(as_anna), as_anna.get(profile(user)).content.decode()):
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert" not in html


@pytest.mark.parametrize("query", ["", "?suche=person&erfahrung=erfahren&gruppe=lesekreis", "?passt=hilft"])
def test_the_directory_asks_as_often_with_twenty_as_with_two(query, anna, admit, as_anna):
    anna.describe({theme("Wohnen"): SEEKS})
    experiences = {"Wohnen": EXPERIENCED, "Klima": SEEKS, "Verkehr": ON_THE_WAY}
    numbers = []
    for number in (2, 18):
        for _ in range(number):
            admit("Person", experiences, other_place="Ort").show_photo(b"small", b"large")
        numbers.append(queries(as_anna, f"/personen/{query}"))
    assert numbers == [QUERIES_OF_A_SEARCH if query else QUERIES_OF_THE_DIRECTORY] * 2


def test_a_profile_asks_as_often_with_ten_theme_fields_and_groups_as_with_one(anna, admit, as_anna):
    user = admit("Person", {"Feld 0": EXPERIENCED}, other_place="Ort")
    few = queries(as_anna, profile(user))
    user.describe({theme(f"Feld {number}"): (3, True) for number in range(10)})
    for number in range(9):
        group = Group.objects.create(slug=f"g{number}", title=f"G {number}", summary="–", description="–")
        group.admit(user)
        group.admit(anna)
    assert (few, queries(as_anna, profile(user))) == (QUERIES_OF_A_PROFILE, QUERIES_OF_A_PROFILE)


def test_a_photo_asks_no_more_than_it_must(petra, as_anna):
    assert queries(as_anna, people.photo(petra)) == QUERIES_OF_A_PHOTO
