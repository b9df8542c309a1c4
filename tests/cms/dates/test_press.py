"""Press releases: what each says, the index by year, and what is not out yet."""

import re
from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import limits
from cms.models import PressIndexPage, PressPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words

REAL = "/presse/homepage-stadtlabore-online/"
SCHEDULED = "Wie Engagement nach dem Projekt bestehen bleibt"
# Wherever releases are named: index, its year, others beside one, "Aktuelles", start page.
THIS_YEAR = f"/presse/?jahr={timezone.localdate().year}"
PLACES = ("/presse/", THIS_YEAR, REAL, "/aktuelles/", "/aktuelles/?art=presse", "/")


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def publish(demo):
    parent = PressIndexPage.objects.get()

    def publish(title, day, **fields):
        page = PressPage(title=title, intro="Kurz gesagt.", date=day, place="Ulm", **fields)
        return parent.add_child(instance=page)

    return publish


def test_the_press_information_of_2020_says_what_its_source_says(demo, client):
    said = words(shown(client, REAL))
    for part in (
        "Presseinformation P 362/2020",
        "Homepage der StadtLabore zur inklusiven Quartiersentwicklung ist online",
        "Stuttgart, 20. Mai 2020. Die Projektseite www.inklusive-quartiere.de ist online.",
        "Aktenzeichen 047.43 - P 362/2020 · Co",
        "„Ich spüre viel Begeisterung“ Benjamin Lachat Dezernent des Städtetags Baden-Württemberg",
        "„miteinander und voneinander lernen“ Ulrich Schmolz",
        "Unterstützt durch das Ministerium für Soziales und Integration aus Mitteln des Landes Baden-Württemberg.",
        "Hier in eigenen Worten zusammengefasst.",
    ):
        assert part in said, part
    assert said.count("Die Projektseite") == 1
    assert "mailto:presse@example.org" in shown(client, REAL)


def test_each_file_reference_stands_on_its_own(publish, client):
    lines = [("line", "Az 1 - 2"), ("line", "Drucksache 17/4 · Mu")]
    html = shown(client, publish("Zwei", date(2021, 1, 1), references=lines).url)
    assert re.findall(r"<dt>Aktenzeichen</dt>(.*?)</div>", html) == [
        "<dd>Az 1 - 2</dd><dd>Drucksache 17/4 · Mu</dd>"
    ]


def test_the_index_is_by_year_with_the_newest_first(demo, client):
    html = shown(client, "/presse/")
    assert re.findall(r"<h2>(\d+)</h2>", html) == ["2026", "2020"]
    days = re.findall(r'<time datetime="([\d-]+)"', html)
    assert days == sorted(days, reverse=True)
    assert re.findall(r'\?jahr=(\d+)"', html) == ["2026", "2020"]
    of_2020 = shown(client, "/presse/?jahr=2020")
    assert (REAL in of_2020, "/presse/neue-steckbriefe-hitze/" in of_2020) == (True, False)


@each(
    ("asked", "answer"),
    [
        ("jahr=1999", "Aus dem Jahr 1999 gibt es keine Presseinformation."),
        ("jahr=9999999", "Aus dem Jahr 9999999 gibt es keine Presseinformation."),
        ("jahr=-1", "Homepage der StadtLabore"),
        ("jahr=x%00&seite=x", "Homepage der StadtLabore"),
        ("seite=99", "Homepage der StadtLabore"),
    ],
)
def test_a_year_that_does_not_exist_is_no_error(asked, answer, demo, client):
    assert answer in words(shown(client, f"/presse/?{asked}"))


def test_what_is_scheduled_is_nowhere_to_be_seen(demo, client):
    page = PressPage.objects.get(slug="workshop-verstetigung-sperrfrist")
    assert not page.live
    assert client.get(page.url).status_code == 404
    assert [address for address in PLACES if SCHEDULED in words(shown(client, address))] == []


def test_a_year_with_nothing_but_what_is_scheduled_is_not_named(publish, client):
    publish("Noch nicht", date(2031, 1, 1), live=False)
    assert "2031" not in shown(client, "/presse/")


def test_a_release_that_one_may_not_open_is_not_named(publish, client, carla):
    page = publish("Nur für Mitglieder", timezone.localdate())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not any("Nur für Mitglieder" in shown(client, address) for address in PLACES)
    client.force_login(carla)
    assert all("Nur für Mitglieder" in shown(client, address) for address in PLACES)


def test_without_releases_the_index_says_so(demo, client):
    for page in PressPage.objects.all():
        page.delete()
    assert "Noch gibt es keine Presseinformation." in words(shown(client, "/presse/"))


def test_more_releases_cost_no_more_queries_and_are_paged(publish, client, asked):
    def count():
        return [asked(address) for address in ("/presse/", REAL)]

    for number in range(2):
        publish(f"M{number}", date(2024, 1, 1))
    few = count()
    for number in range(limits.RELEASES_PER_PAGE):
        publish(f"N{number}", date(2025, 1, 1 + number))
    assert count() == few
    assert "Seite 1 von 2" in words(shown(client, "/presse/"))
    beside = re.search(r'<nav class="years.*?</nav>', shown(client, REAL), re.DOTALL)[0]
    assert (beside.count("<li>"), 'aria-current="page"' in beside) == (limits.RELEASES_BESIDE + 1, True)
