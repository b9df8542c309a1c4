"""Who sees what of a person: on the profile, in the directory, by searching, by matching, by their groups."""

import re

import pytest
from django.http import QueryDict

from accounts.models import User
from people.matching import Matching
from people.search import PersonSearch
from people.visible import visible_people
from tests.support.database.undoing import each
from tests.support.pages.forms import without_token, words
from tests.support.people import petra as people
from tests.support.people.petra import (
    FAR,
    FIELDS,
    FINDS,
    IN_ROW,
    NEAR,
    ON_PROFILE,
    fields_shown,
    main,
    names,
    options,
    page,
    profile,
    rows,
    sees,
    show,
)

# Who looks, the visibility of the whole profile, that of the field, whether it is seen.
TABLE = [
    (NEAR, 1, 0, False),
    (NEAR, 1, 2, True),
    (NEAR, 2, 1, True),
    (FAR, 2, 0, False),
    (FAR, 2, 1, False),
    (FAR, 2, 2, True),
]


# The same for every visibility of the profile and of a field: whether one's groups and whether all others see it.
SHOWN = {
    (1, 0): (False, False),
    (1, 1): (True, False),
    (1, 2): (True, False),
    (2, 0): (False, False),
    (2, 1): (True, False),
    (2, 2): (True, True),
}


@pytest.fixture
def finds(readers, anna, carla):
    """Whether who looks finds the person with this query; without a page, because the table asks often."""
    near = {NEAR: (visible_people(anna), Matching(anna)), FAR: (visible_people(carla), Matching(carla))}
    return lambda who, query, user: PersonSearch.of(QueryDict(query)).among(*near[who]).contains(user)


def test_a_visibility_reaches_no_further_than_that_of_the_whole_profile():
    for field in FIELDS:
        for (visibility, reach), expected in SHOWN.items():
            user = User(**{"visibility": visibility, f"{field}_visibility": reach})
            assert (user.shows(field, 0), user.shows(field, 1), user.shows(field, 2)) == (True, *expected)


@each("field", FIELDS)
def test_a_field_is_seen_as_far_as_profile_and_field_both_reach(field, petra, readers, finds):
    for who, visibility, reach, seen in TABLE:
        if (field, reach) == ("place", 0):
            continue
        # All others stand against it, so that no field is ruled by the visibility of another one.
        rest = dict.fromkeys(FIELDS, 0 if seen else 2)
        show(petra, visibility, **rest | {"place": max(rest["place"], 1), field: reach})
        expected = {field} | ({"place"} if who == NEAR else set()) if seen else set(FIELDS) - {field}
        html = readers[who].get(profile(petra)).content.decode()
        assert (who, visibility, reach, fields_shown(html, ON_PROFILE)) == (who, visibility, reach, expected)
        html = page(readers[who])
        assert fields_shown(rows(html)[petra.name], IN_ROW) == expected & set(IN_ROW)
        assert ("Petra" in people.matches(html)) == ("themes" in expected)
        assert ("Bopfingen" in options(html, "stadt")) == ("place" in expected)
        found = [query for query in FINDS[field] if finds(who, query, petra)]
        assert found == (list(FINDS[field]) if seen else [])


def test_what_is_shown_to_nobody_or_to_her_groups_she_sees_herself(petra, readers, signed_in):
    show(petra, 1, **dict.fromkeys(FIELDS, 0) | {"place": 1})
    herself = signed_in(petra)
    assert fields_shown(herself.get(profile(petra)).content.decode(), ON_PROFILE) == set(FIELDS)
    html = page(herself)
    assert fields_shown(rows(html)[petra.name], IN_ROW) == set(IN_ROW)
    assert "(Sie)" in rows(html)[petra.name]
    assert "Bopfingen" in options(html, "stadt")
    for query in (
        "suche=bopfingen stadtplan radverkehr mitstreit lasten",
        "themenfeld=wohnen",
        "erfahrung=sucht",
    ):
        assert "Petra" in names(page(herself, query)), query


@pytest.mark.parametrize(
    ("visibility", "near", "far"), [(1, (200, True), (404, False)), (2, (200, True), (200, True))]
)
def test_the_profile_s_visibility_says_who_sees_the_person_at_all(visibility, near, far, petra, readers):
    show(petra, visibility)
    assert sees(readers[NEAR], petra) == near
    assert sees(readers[FAR], petra) == far
    hidden = page(readers[FAR], "suche=petra") + page(readers[FAR], "passt=hilft") + page(readers[FAR])
    assert ("Petra Petrasen" in hidden, "Bopfingen" in hidden) == (visibility == 2, visibility == 2)


def test_the_name_is_seen_and_found_wherever_the_person_is(petra, readers):
    show(petra, 2, **dict.fromkeys(FIELDS, 0) | {"place": 1})
    for client in readers.values():
        assert "<h1>Petra Petrasen</h1>" in client.get(profile(petra)).content.decode()
        assert names(page(client, "suche=PETRASEN")) == ["Petra"]


def test_an_address_finds_nobody_even_where_it_is_shown(petra, readers):
    show(petra, 2, email=2)
    assert names(page(readers[NEAR], "suche=petra@stadt")) == []


def test_what_suits_is_said_on_the_profile_only_where_both_sides_are_shown(petra, readers):
    helps, asks = "Nahmobilität erfahren Das suchen Sie.", "Baukultur (Darin sind Sie erfahren.)"
    for themes, seeks in ((2, 2), (0, 2), (2, 0)):
        show(petra, 2, themes=themes, seeks=seeks)
        text = words(readers[FAR].get(profile(petra)).content.decode())
        assert (helps in text, asks in text) == (themes == 2, seeks == 2)


def test_one_s_own_profile_shows_what_others_see(petra, readers, signed_in):
    herself = signed_in(petra)
    show(petra, 2, **dict.fromkeys(FIELDS, 0) | {"place": 1, "offers": 1, "seeks": 2})
    for view, who, expected in (("gruppen", NEAR, {"place", "offers", "seeks"}), ("alle", FAR, {"seeks"})):
        own = main(herself.get(profile(petra, f"?sicht={view}")))
        others = main(readers[who].get(profile(petra)))
        assert fields_shown(own, ON_PROFILE) == fields_shown(others, ON_PROFILE) == expected
        assert re.search(rf'href="\?sicht={view}" aria-current="true"', own)
    assert "Ihre Gruppen" not in own
    show(petra, 1)
    assert "Mitglieder anderer Gruppen sehen Ihr Profil nicht" in words(
        herself.get(profile(petra, "?sicht=alle")).content.decode()
    )


def test_an_unknown_view_is_one_s_own_and_nobody_views_others_otherwise(petra, readers, signed_in):
    show(petra, 2, **dict.fromkeys(FIELDS, 0) | {"place": 1})
    own = signed_in(petra).get(profile(petra, "?sicht=selbst")).content.decode()
    assert fields_shown(own, ON_PROFILE) == set(FIELDS)
    assert f'<a href="{profile(petra)}" aria-current="true">' in own
    for view in ("gruppen", "alle", ""):
        html = readers[FAR].get(profile(petra, f"?sicht={view}")).content.decode()
        assert fields_shown(html, ON_PROFILE) == set()
        assert "?sicht=" not in html


def test_who_is_not_there_and_who_is_hidden_get_the_same_answer(petra, readers, ben):
    User.objects.filter(pk=ben.pk).update(is_active=False)
    key = people.photo(petra).split("/")[4]
    addresses = [
        f"/personen/{pk}/" for pk in (petra.pk, ben.pk, 0, 123456, 2**31, 2**63, "9" * 20, "9" * 5000)
    ]
    addresses += [f"/personen/{pk}/foto/{key}/klein.webp" for pk in (petra.pk, ben.pk, 123456, "9" * 20)]
    answers = [readers[FAR].get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_token(answer) for answer in answers}) == 1


def test_who_is_in_no_group_reads_why_nobody_else_is_there(petra, signed_in, anna):
    anna.memberships.all().delete()
    html = page(signed_in(anna))
    assert "Sie sind in keiner Gruppe und sehen deshalb nur sich selbst." in words(html)
    assert (names(html), 'role="search"' in html) == (["Anna"], False)


def test_anonymous_signs_in_and_comes_back(petra, client):
    show(petra, 2)
    for address in (people.PEOPLE, profile(petra), "/personen/123456/", people.photo(petra)):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/konto/anmelden/?next={address}")
    assert b"Petra" not in client.get(profile(petra), follow=True).content


def test_an_address_brings_no_second_addressee_or_text_into_a_mail(petra, readers):
    User.objects.filter(pk=petra.pk).update(email="a?cc=b%40boese.example&body=x@stadt.example")
    show(petra, 2, email=2)
    html = readers[NEAR].get(profile(petra)).content.decode()
    assert 'href="mailto:a%3Fcc%3Db%2540boese.example%26body%3Dx@stadt.example"' in html
