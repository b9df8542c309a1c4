"""The library: all fact sheets that the reader may open, as a list and on a map."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.limits import FACT_SHEETS_PER_PAGE
from cms.models import FactSheetPage
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words

ADDRESS = "/steckbriefe/"


@pytest.fixture
def html(client, demo):
    def html(query="", status=200):
        response = client.get(ADDRESS + query)
        assert response.status_code == status
        return response.content.decode()

    return html


def titles(page):
    return [words(title) for title in re.findall(r'<article class="fs">.*?(<h3>.*?</h3>)', page, re.DOTALL)]


def marks(page):
    """Link to number of every city on the map."""
    drawn = re.search(r'<svg class="bwmap".*?</svg>', page, re.DOTALL)[0]
    return {
        href: int(number)
        for href, number in re.findall(r'<a href="([^"]*)".*?class="cnt"[^>]*>(\d+)<', drawn)
    }


def test_the_pages_of_the_list_together_name_all_by_city_and_title(html):
    first = html()
    numbers = range(1, 2 + 45 // FACT_SHEETS_PER_PAGE)
    shown = [title for number in numbers for title in titles(html(f"?seite={number}"))]
    wanted = FactSheetPage.objects.filter(view_restrictions=None).order_by("municipality__title", "title")
    assert shown == [page.title for page in wanted]
    assert "46 Steckbriefe" in words(first)
    assert sum(marks(first).values()) == 46


def test_members_find_theirs_too_and_see_which_they_are(html, client, carla):
    assert "Nur für Mitglieder" not in html("?stadt=mannheim")
    client.force_login(carla)
    page = html()
    assert "52 Steckbriefe" in words(page)
    assert sum(marks(page).values()) == 52
    assert "Nur für Mitglieder" in html("?stadt=mannheim")


@each(
    "query",
    [{"themenfeld": "klima"}, {"stadt": "karlsruhe"}, {"themenfeld": "begegnung", "stadt": "konstanz"}],
)
def test_a_theme_field_and_a_city_can_be_chosen(query, html):
    page = html("?" + "&".join(f"{name}={value}" for name, value in query.items()))
    found = FactSheetPage.objects.filter(view_restrictions=None)
    if "themenfeld" in query:
        found = found.filter(theme_fields__slug=query["themenfeld"])
    if "stadt" in query:
        found = found.filter(municipality__slug=query["stadt"])
    assert sorted(titles(page)) == sorted(page.title for page in found)
    assert sum(marks(page).values()) == len(found)
    assert values(page) | query == values(page)
    assert f"{len(found)} von 46 Steckbriefen" in words(page)


def test_a_mark_of_the_map_leads_to_the_fact_sheets_of_its_city(html):
    for link, number in list(marks(html()).items())[:3]:
        assert len(titles(html(link.removeprefix(ADDRESS)))) == number


def test_a_choice_without_result_says_what_to_do(html):
    FactSheetPage.objects.filter(municipality__slug="ulm", theme_fields__slug="mobilitaet").update(live=False)
    page = html("?themenfeld=mobilitaet&stadt=ulm")
    assert (titles(page), "Kein Steckbrief zu dieser Auswahl" in page) == ([], True)


@each(
    ("query", "field"),
    [
        ("themenfeld=gibt-es-nicht", "themenfeld"),
        ("themenfeld=" + "x" * 10_000, "themenfeld"),
        ("stadt=%00", "stadt"),
        ("stadt=' OR 1=1", "stadt"),
        ("&".join(["stadt=quatsch"] * 200), "stadt"),
    ],
)
def test_a_choice_that_does_not_exist_is_an_error_at_its_field(query, field, html):
    page = html(f"?{query}")
    assert list(problems(page)) == [field]
    assert "Bitte wählen Sie" in problems(page)[field]
    assert len(titles(page)) == FACT_SHEETS_PER_PAGE


def test_a_page_that_is_none_shows_the_nearest(html):
    assert titles(html("?seite=quatsch")) == titles(html())
    assert titles(html("?seite=99")) == titles(html("?seite=3"))


def test_without_any_the_page_says_so(html):
    FactSheetPage.objects.update(live=False)
    assert "Noch keine Steckbriefe" in words(html())


def test_many_rows_cost_no_more_queries_than_few(html, client, carla):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = html()
        return len(titles(page)), len(queries)

    client.force_login(carla)
    asked()
    many, queries = asked()
    few = list(FactSheetPage.objects.values_list("pk", flat=True)[:2])
    FactSheetPage.objects.exclude(pk__in=few).update(live=False)
    assert many == FACT_SHEETS_PER_PAGE
    assert asked() == (2, queries)
