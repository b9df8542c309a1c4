"""The page of a programme, with its municipalities on the map and as an equal list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import CityPage, ProgrammePage
from tests.support.database.undoing import each
from vocabulary.models import Municipality


@pytest.fixture
def programme(demo):
    return ProgrammePage.objects.get(slug="stadtlabore")


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def marks(html):
    drawing = re.search(r'<svg class="bwmap".*?</svg>', html, re.DOTALL)[0]
    return re.findall(r'<a href="([^"]*)"', drawing)


def entries(html):
    rows = re.findall(r'<li id="(karte-[\w-]+)" tabindex="-1">(.*?)</li>', html, re.DOTALL)
    return {name: re.findall(r'href="([^"]*)"', row) for name, row in rows}


@each(
    "words",
    [
        *("Neun Städte und Gemeinden", "Mai 2019 bis November 2020", "Acht ganztägige Workshops", "Phasen"),
        *("Finanziert aus Landesmitteln", "34 aus diesen Städten", "inklusive-quartiere.de", "Broschüre"),
    ],
)
def test_the_page_shows(words, programme, client):
    assert words in read(client, programme)


@each(("slug", "number"), [("stadtlabore", 9), ("stadtlabore-vor-ort", 7)])
def test_the_map_and_its_list_lead_to_the_same_cities(slug, number, demo, client):
    page = ProgrammePage.objects.get(slug=slug)
    html = read(client, page)
    cities = {city.url for city in CityPage.objects.child_of(page)}
    assert len(cities) == number
    assert set(marks(html)) == cities
    assert {url for urls in entries(html).values() for url in urls} == cities


def test_a_city_whose_page_is_not_open_is_named_and_the_map_leads_to_its_entry(programme, client):
    city = CityPage.objects.get(slug="ulm")
    city.unpublish()
    html = read(client, programme)
    assert "#karte-ulm" in marks(html)
    assert entries(html)["karte-ulm"] == []
    assert city.url not in html


def test_the_numbers_in_the_list_are_of_fact_sheets_that_the_reader_may_open(demo, client, carla):
    page = ProgrammePage.objects.get(slug="stadtlabore-vor-ort")

    def number():
        row = re.search(r'<li id="karte-mannheim".*?</li>', read(client, page), re.DOTALL)[0]
        return re.search(r"(\d+)<span", row)[1]

    assert number() == "1"
    client.force_login(carla)
    assert number() == "2"


def test_a_programme_without_municipalities_says_so(programme, client):
    Municipality.objects.update(programme=None)
    html = read(client, programme)
    assert "Noch keine Städte und Gemeinden eingetragen." in html
    assert marks(html) == []


def test_a_programme_asks_as_often_with_twenty_municipalities_as_with_two(programme, client):
    def asked(number):
        chosen = [
            CityPage.objects.get(slug="ulm").municipality_id,
            CityPage.objects.get(slug="salach").municipality_id,
        ]
        Municipality.objects.filter(programme=programme.programme).exclude(pk__in=chosen).update(
            programme=None
        )
        for n in range(number - 2):
            fields = {"lat": 48, "lon": 9, "size_class": "klein", "programme": programme.programme}
            Municipality.objects.create(slug=f"ort-{n}", title=f"Ort {n}", **fields)
        read(client, programme)
        with CaptureQueriesContext(connection) as queries:
            assert len(entries(read(client, programme))) == number
        return len(queries)

    assert asked(2) == asked(20)
