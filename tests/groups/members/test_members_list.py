"""The list of members: who finds whom in it, and what an odd address shows."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from groups.models import Role
from tests.support.database.undoing import savepoint
from tests.support.pages.forms import values, words
from vocabulary.models import Municipality

MEMBERS = "/gruppen/lesekreis/mitglieder/"
NOBODY = "Niemand gefunden"
ODD = [
    "\0",
    "Anna\0",
    "\x1b",
    "\ud800".encode("utf-8", "surrogatepass"),
    "💥",
    "\u202e",
    "%",
    "_",
    "\\",
    "'",
    "a" * 9999,
]
# More words than a statement may nest.
ODD += ["a " * 4000, "\u3164"]


# What is looked for, and who has it.
FOUND = {
    "karla": ["Karla"],
    "ÜBERALL": ["Jörg"],
    "JÖRG": ["Jörg"],
    "Jo\u0308rg": ["Jörg"],
    "soziales": ["Ute"],
    "stadtwerke": ["Jörg"],
    "böblingen": ["Karla"],
    "waldsee": ["Paul"],
    "ulm": ["Ute", "Jörg"],
    "  ulm\u00a0 baum ": ["Ute"],
    "stadtwerke quartier ulm über": ["Jörg"],
    "annasen": ["Anna"],
}


def town(slug, title):
    return Municipality.objects.create(slug=slug, title=title, size_class="klein", lat=48, lon=9)


def admit(group, name, role=Role.MEMBER, **fields):
    email = f"p{User.objects.count()}@ort.example"
    return group.admit(User.objects.create_user(email, name, **fields), role)[0]


@pytest.fixture
def crowd(group, ulm):
    """Besides the cast: Jörg and Ute of Ulm, Karla of Böblingen, and Paul of a place that is not in the list."""
    admit(group, "Jörg Überall", municipality=ulm, function="Quartiersmanager", organisation="Stadtwerke")
    admit(group, "Ute Baum", Role.MODERATOR, municipality=ulm, function="Amt für Soziales")
    admit(group, "Karla Kraut", municipality=town("boeblingen", "Böblingen"))
    admit(group, "Paul Post", other_place="Waldsee")
    town("leer", "Leer")
    return group


def get(client, **query):
    response = client.get(f"{MEMBERS}?{urlencode(query)}")
    assert response.status_code == 200
    return response.content.decode()


def names(html):
    return [name.split()[0] for name in re.findall(r"<b>(.*?)</b>", html.partition('class="members"')[2])]


def options(html, name):
    select = re.search(rf'<select id="{name}".*?</select>', html, re.DOTALL)[0]
    return [words(option) for option in re.findall(r"(?s)<option.*?</option>", select)]


def queries(client, **query):
    get(client, **query)
    with CaptureQueriesContext(connection) as captured:
        get(client, **query)
    return len(captured)


def test_every_word_is_looked_for_in_name_function_organisation_and_place(crowd, as_anna):
    pages = {text: get(as_anna, suche=text) for text in FOUND}
    assert {text: names(html) for text, html in pages.items()} == FOUND
    for text, html in pages.items():
        assert f"{len(FOUND[text])} von 7 Mitgliedern" in words(html), text
        assert f'<a href="{MEMBERS}">' in html, text


def test_what_stands_nowhere_finds_nobody_and_leads_back(crowd, as_anna):
    leads_back = rf'<div class="frame empty">.*<a href="{MEMBERS}">Alle Mitglieder</a>'
    for text in ("ulm karla", "stadt.example", "ort.example", "Jörg Baum", "a%a", "_"):
        html = get(as_anna, suche=text)
        assert (text, names(html), values(html)["suche"]) == (text, [], text)
        assert NOBODY in html, text
        assert re.search(leads_back, html, re.DOTALL), text


def test_a_word_does_not_reach_from_one_detail_into_the_next(crowd, as_anna):
    assert names(get(as_anna, suche="überallquartiersmanager")) == []


def test_towns_of_members_can_be_chosen_with_their_numbers(crowd, other_group, as_anna):
    admit(other_group, "Fremd", municipality=town("aalen", "Aalen"))
    html = get(as_anna)
    assert options(html, "stadt") == ["Alle", "Böblingen (1)", "Ulm (2)"]
    html = get(as_anna, stadt="ulm")
    assert names(html) == ["Ute", "Jörg"]
    assert values(html) == {"suche": "", "stadt": "ulm", "rolle": ""}


def test_a_role_can_be_chosen(crowd, as_anna):
    assert names(get(as_anna, rolle="lead")) == ["Dora"]
    assert names(get(as_anna, rolle="moderator")) == ["Ben", "Ute"]
    assert names(get(as_anna, rolle="member")) == ["Anna", "Jörg", "Karla", "Paul"]
    assert options(get(as_anna), "rolle") == ["Alle", "Gruppenleitung", "Moderation", "Mitglied"]


def test_words_town_and_role_hold_together_and_stay_in_the_fields(crowd, as_anna):
    chosen = {"suche": "u", "stadt": "ulm", "rolle": "moderator"}
    html = get(as_anna, **chosen)
    assert names(html) == ["Ute"]
    assert values(html) == chosen
    assert names(get(as_anna, **chosen | {"suche": "jörg"})) == []


def test_without_a_search_all_members_stand_there_and_nothing_is_counted(crowd, as_anna):
    for query in ({}, {"suche": "", "stadt": "", "rolle": ""}, {"suche": " \t"}):
        html = get(as_anna, **query)
        assert len(names(html)) == 7
        assert "von 7" not in html


def test_nobody_of_another_group_is_found(crowd, other_group, as_anna):
    admit(other_group, "Fremd", municipality=Municipality.objects.get(slug="ulm"))
    assert names(get(as_anna, suche="fremd")) == []
    assert names(get(as_anna, stadt="ulm")) == ["Ute", "Jörg"]


def test_an_unknown_town_finds_nobody(crowd, as_anna):
    for slug in ("leer", "gibt-es-nicht", "ULM ", "-1"):
        assert NOBODY in get(as_anna, stadt=slug), slug


def test_an_unknown_role_finds_nobody(crowd, as_anna):
    for role in ("LEAD", "chef", "1"):
        assert NOBODY in get(as_anna, rolle=role), role


@pytest.mark.parametrize("name", ["suche", "stadt", "rolle"])
def test_odd_characters_break_nothing(name, crowd, as_anna):
    for odd in ODD:
        with savepoint():
            html = get(as_anna, **{name: odd})
            assert (NOBODY in html) != bool(names(html)), odd[:20]


def test_a_long_search_counts_as_far_as_its_field_reaches(crowd, as_anna):
    html = get(as_anna, suche="karla " + "k" * 5000)
    assert names(html) == []
    assert values(html)["suche"] == "karla " + "k" * 94


def test_what_was_looked_for_is_shown_as_text(crowd, as_anna):
    html = get(as_anna, suche='"><script>alert(1)</script>')
    assert "<script>alert" not in html
    assert values(html)["suche"] == '"><script>alert(1)</script>'


def test_other_pages_hold_the_same_search(group, ulm, as_anna):
    for number in range(60):
        admit(group, f"Übrig {number:02}", municipality=ulm)
    admit(group, "Übrig Woanders")
    html = get(as_anna, suche="übrig", stadt="ulm")
    assert len(names(html)) == 50
    (onward,) = re.findall(r'href="(\?[^"]*)" rel="next"', html)
    second = as_anna.get(MEMBERS + onward.replace("&amp;", "&")).content.decode()
    assert len(names(second)) == 10
    assert "60 von 64 Mitgliedern" in words(second)
    assert "Woanders" not in second
    (back,) = re.findall(r'href="(\?[^"]*)" rel="prev"', second)
    assert as_anna.get(MEMBERS + back.replace("&amp;", "&")).content.decode().count("<b>Übrig") == 50


def test_leads_reach_the_role_of_whom_they_found(crowd, as_dora, as_anna):
    karla = crowd.memberships.get(user__name="Karla Kraut")
    change = f'href="{MEMBERS}{karla.pk}/"'
    assert change in get(as_dora, suche="karla")
    assert change not in get(as_anna, suche="karla")


def test_the_search_is_no_next_action(crowd, as_dora):
    html = get(as_dora)
    assert "kern-btn--do" not in html
    assert re.search(r'<form [^>]*method="get" role="search"', html)


def test_a_search_asks_as_often_with_twenty_rows_as_with_two(group, as_dora, ulm):
    for name in ("Übrig Eins", "Übrig Zwei"):
        admit(group, name, municipality=ulm)
    few = queries(as_dora, suche="übrig"), queries(as_dora)
    for number in range(18):
        admit(group, f"Übrig {number}", municipality=town(f"ort-{number}", f"Ort {number}"))
    assert len(names(get(as_dora, suche="übrig"))) == 20
    assert (queries(as_dora, suche="übrig"), queries(as_dora)) == few


def test_only_members_search(crowd, anna, ben, dora, carla, signed_in):
    for user, status in ((anna, 200), (ben, 200), (dora, 200), (carla, 404)):
        response = signed_in(user).get(MEMBERS, {"suche": "karla"})
        assert response.status_code == status, user
        assert ("Karla Kraut" in response.content.decode()) == (status == 200), user


def test_anonymous_signs_in_and_comes_back_to_the_search(client, group):
    response = client.get(MEMBERS, {"suche": "ulm"})
    assert response["Location"] == f"/konto/anmelden/?next={MEMBERS}%3Fsuche%3Dulm"
