"""What finds whom in the directory, in which order, and what an odd address shows."""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from accounts.models import Experience, User
from groups.models import Membership
from people.matching import Matching
from people.search import PersonSearch
from people.visible import visible_people
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words
from tests.support.people import petra
from tests.support.people.petra import names, page, theme

ODD = [
    "\0",
    "Jörg\0",
    "\x1b",
    b"\xed\xa0\x80",
    "💥",
    "\u202e",
    "%",
    "_",
    "\\",
    "'",
    "{}",
    "Ü" * 10_000,
    "ü " * 5000,
]
FILTERS = ("stadt", "themenfeld", "erfahrung", "gruppe", "passt")

TEXTS = {
    "karla": ["Karla"],
    "ÜBERALL": ["Jörg"],
    "JO\u0308RG": ["Jörg"],
    "öz": ["Özlem"],
    "STRAßENAMT": ["Ute"],
    "ulm": ["Jörg", "Ute"],
    "  ulm\u00a0 baum ": ["Ute"],
    "manager über ulm jörg": ["Jörg"],
    "böblingen begeisterung": ["Karla"],
    "%": ["Karla"],
    "_und_": ["Özlem"],
    "a%a": [],
    "_ulm": [],
    "\\": [],
    "überallquartiersmanager": [],
    "jörg baum": [],
    "ort.example": [],
    "k" * 10_000: [],
}
FILTERED = [
    ({"stadt": "ulm"}, ["Jörg", "Ute"]),
    ({"themenfeld": "wohnen"}, ["Jörg", "Ute"]),
    ({"themenfeld": "wohnen", "erfahrung": "unterwegs"}, ["Ute"]),
    ({"erfahrung": "erfahren"}, ["Jörg", "Özlem"]),
    # The level belongs to the theme field that was chosen, not to any.
    ({"themenfeld": "verkehr", "erfahrung": "erfahren"}, ["Özlem"]),
    ({"themenfeld": "verkehr", "erfahrung": "sucht"}, ["Jörg", "Karla"]),
    ({"themenfeld": "wohnen", "erfahrung": "sucht"}, []),
    ({"erfahrung": "neu", "stadt": "ulm"}, ["Jörg"]),
    ({"erfahrung": "neu", "stadt": "ulm", "gruppe": "lesekreis", "suche": "manager"}, ["Jörg"]),
    ({"erfahrung": "neu", "stadt": "ulm", "gruppe": "lesekreis", "suche": "karla"}, []),
    ({"stadt": "ULM"}, []),
    ({"stadt": "gibt-es-nicht"}, []),
    ({"themenfeld": "gibt-es-nicht"}, []),
    ({"themenfeld": "wohnen", "erfahrung": "gibt-es-nicht"}, []),
    ({"erfahrung": "3"}, []),
    ({"gruppe": "gibt-es-nicht"}, []),
    ({"passt": "gibt-es-nicht"}, []),
]


def admit(group, name, experiences=(), **fields):
    user = User.objects.create_user(f"p{User.objects.count()}@ort.example", name, **fields)
    user.describe({theme(title): what for title, what in dict(experiences).items()})
    group.admit(user)
    return user


@pytest.fixture
def crowd(group, ulm):
    """Besides the cast: Jörg and Ute of Ulm, Karla and Özlem of places that are not in the list."""
    wohnen, verkehr = {"Wohnen": (3, False)}, {"Verkehr": (1, True)}
    admit(group, "Jörg Überall", wohnen | verkehr, municipality=ulm, function="Quartiersmanager")
    admit(group, "Ute Baum", {"Wohnen": (2, False)}, municipality=ulm, organisation="Straßenamt")
    admit(group, "Karla Kraut", verkehr, other_place="Böblingen", offers="100 % Begeisterung")
    admit(group, "Özlem Öz", {"Verkehr": (3, False)}, other_place="Waldsee", seeks="Rat_und_Tat")
    return group


def fill(group, number, name="Übrig {:02}", **fields):
    """Adds so many people to the group."""
    start = User.objects.count()
    numbers = range(start, start + number)
    users = [User(email=f"p{n}@ort.example", name=name.format(n - start), **fields) for n in numbers]
    Membership.objects.bulk_create(
        Membership(group=group, user=one) for one in User.objects.bulk_create(users)
    )


def found(client, **query):
    html = page(client, urlencode(query))
    listed = names(html)
    assert (petra.NOBODY in words(html)) == (not listed)
    return listed


def test_every_word_is_looked_for_in_all_that_is_told(crowd, as_anna):
    assert {text: found(as_anna, suche=text) for text in TEXTS} == TEXTS


FOLDED = {
    "Sinead O'Muster": ["Sinéad"],
    "omuster": ["Sinéad"],
    "O MUSTER sinéad": ["Sinéad"],
    "Ayse": ["Ayse", "Ayşe"],
    "Ayşe": ["Ayşe", "Ayse"],
    "Muster, Lea": ["Lea-Marie"],
    "Muster,Lea": [],
    "leamarie": ["Lea-Marie"],
    "Lea Marie Muster": ["Lea-Marie"],
    "Joerg": ["Jörg"],
    "Jorg": ["Jörg"],
    "Jörg": ["Jörg"],
    "Strassenamt": ["Ute"],
    "boeblingen": ["Karla"],
    "Gunther": ["Guenther"],
    "Günther": ["Guenther"],
    "entwicklung": ["Guenther"],
    "’": [],
    "-": [],
    ",": [],
    "(": [],
    "[a-z]": [],
    ".*": [],
}


def test_people_are_found_however_their_names_are_typed_the_exact_one_first(crowd, as_anna):
    admit(crowd, "Sinéad O’Muster")
    admit(crowd, "Ayse Kaya")
    admit(crowd, "Ayşe Kaya")
    admit(crowd, "Lea-Marie Muster")
    admit(crowd, "Guenther Neu", seeks="Neuentwicklung")
    assert {text: found(as_anna, suche=text) for text in FOLDED} == FOLDED


def test_filters_hold_together_and_what_is_unknown_finds_nobody(crowd, as_anna):
    for query, expected in FILTERED:
        assert (query, found(as_anna, **query)) == (query, expected)
    assert '<a href="/personen/">Alle Personen zeigen</a>' in page(as_anna, "gruppe=gibt-es-nicht")


def test_what_was_chosen_stays_in_the_fields(crowd, as_anna):
    chosen = {
        "suche": '"><script>alert(1)</script>',
        "stadt": "ulm",
        "themenfeld": "verkehr",
        "erfahrung": "sucht",
    }
    chosen |= {"gruppe": "lesekreis", "passt": "hilft"}
    html = page(as_anna, urlencode(chosen))
    assert values(html) == chosen
    assert "<script>alert" not in html


def test_a_search_for_experience_shows_all_of_it(anna, as_anna):
    anna.describe({theme("Wohnen"): (2, False)})
    assert "Auch: Wohnen (unterwegs)" not in words(page(as_anna))
    for query in ("themenfeld=wohnen", "erfahrung=unterwegs"):
        assert "Auch: Wohnen (unterwegs)" in words(page(as_anna, query))


def test_odd_characters_break_nothing(crowd, anna, as_anna):
    for odd in ODD:
        found(as_anna, suche=odd, seite=odd)
        for name in FILTERS:
            search = PersonSearch.of(QueryDict(urlencode({name: odd})))
            assert search.among(visible_people(anna), Matching(anna)).exists() == (not search), (name, odd)


def test_without_a_search_everybody_stands_there_by_name(crowd, as_anna):
    for query in ("", "suche=&stadt=&themenfeld=&erfahrung=&gruppe=&passt=", "suche=+%09"):
        html = page(as_anna, query)
        # Where Ö stands among the letters, the database's collation says.
        assert [name for name in names(html) if name != "Özlem"] == [
            "Anna",
            "Ben",
            "Dora",
            "Jörg",
            "Karla",
            "Ute",
        ]
        assert "Alle Personen 7" in words(html)


def test_two_of_one_name_stand_in_a_steady_order_across_pages(group, as_anna):
    fill(group, 60, "Max Muster")
    links = [petra.links(page(as_anna, f"seite={number}")) for number in (1, 2, 3)]
    assert [len(part) for part in links] == [30, 30, 3]
    assert len({link for part in links for link in part}) == 63


def test_other_pages_keep_the_search(group, ulm, as_anna):
    fill(group, 35, municipality=ulm)
    fill(group, 1, "Übrig Woanders")
    Experience.objects.bulk_create(
        Experience(user=user, theme_field=theme("Wohnen"), level=3)
        for user in User.objects.filter(municipality=ulm)
    )
    html = page(as_anna, urlencode({"suche": "übrig", "stadt": "ulm", "erfahrung": "erfahren"}))
    assert len(names(html)) == 30
    assert "Treffer 35" in words(html)
    second = follow(as_anna, html, "next")
    assert len(names(second)) == 5
    assert values(second)["stadt"] == "ulm"
    assert len(names(follow(as_anna, second, "prev"))) == 30


def follow(client, html, rel):
    (link,) = re.findall(rf'href="(\?[^"]*)" rel="{rel}"', html)
    return page(client, link.removeprefix("?").replace("&amp;", "&"))


@each(("number", "shown"), [("2", 2), ("3", 2), ("9" * 30, 2), ("0", 2), ("x", 1), ("\0", 1)])
def test_beyond_the_last_page_stands_the_last_one(number, shown, group, as_anna):
    fill(group, 30)
    assert f"Seite {shown} von 2" in words(page(as_anna, urlencode({"seite": number})))


def test_what_is_above_the_directory_stands_on_its_first_page_alone(group, as_anna):
    fill(group, 30)
    assert 'id="passt-zu-ihnen"' in page(as_anna)
    for query in ("seite=2", "suche=anna"):
        assert 'id="passt-zu-ihnen"' not in page(as_anna, query)
