"""The library: all fact sheets that the reader may open, as a list and on a map, and what narrows them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.limits import CHOICES, FACT_SHEETS_PER_PAGE
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


@pytest.fixture
def public(demo):
    return FactSheetPage.objects.filter(view_restrictions=None)


def titles(page):
    return [words(title) for title in re.findall(r'<article class="fs">.*?(<h3>.*?</h3>)', page, re.DOTALL)]


def marks(page):
    """Link to number of every city on the map."""
    drawn = re.search(r'<svg class="bwmap".*?</svg>', page, re.DOTALL)[0]
    return {
        href.replace("&amp;", "&"): int(number)
        for href, number in re.findall(r'<a href="([^"]*)".*?class="cnt"[^>]*>(\d+)<', drawn)
    }


def numbers(page, facet):
    """Value to number of a facet."""
    found = re.search(rf'<fieldset id="id_{facet}".*?</fieldset>', page, re.DOTALL)
    pairs = re.findall(r'value="([^"]*)".*?<span class="num">(\d+)', found[0] if found else "", re.DOTALL)
    return {value: int(number) for value, number in pairs}


def chips(page):
    """Words to address of each."""
    found = re.findall(r'<a class="chip" href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {words(text): href.replace("&amp;", "&") for href, text in found}


def test_the_pages_of_the_list_together_name_all_by_city_and_title(html, public):
    first = html()
    pages = range(1, 2 + 45 // FACT_SHEETS_PER_PAGE)
    shown = [title for number in pages for title in titles(html(f"?seite={number}"))]
    assert shown == [page.title for page in public.order_by("municipality__title", "title")]
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
    ("query", "conditions"),
    [
        ("themenfeld=klima", {"theme_fields__slug": "klima"}),
        ("zielgruppe=aeltere", {"target_groups__slug": "aeltere"}),
        ("stand=verstetigt", {"status": "verstetigt"}),
        ("stadt=karlsruhe", {"municipality__slug": "karlsruhe"}),
        ("programm=stadtlabore-vor-ort", {"programme__slug": "stadtlabore-vor-ort"}),
        ("groesse=klein", {"municipality__size_class": "klein"}),
        ("aufwand=b2", {"budget_class": "b2"}),
        ("angebot=besuch", {"offers_visit": True}),
        ("angebot=gespraech", {"offers_talk": True}),
        (
            "themenfeld=begegnung&stadt=konstanz",
            {"theme_fields__slug": "begegnung", "municipality__slug": "konstanz"},
        ),
    ],
)
def test_each_facet_narrows_the_list_and_says_how_many_are_left(query, conditions, html, public):
    page = html(f"?{query}")
    found = public.filter(**conditions)
    assert (
        sorted(titles(page)) == sorted(page.title for page in found)[:FACT_SHEETS_PER_PAGE] or len(found) > 20
    )
    assert 0 < sum(marks(page).values()) == len(found) < 46
    assert f"{len(found)} von 46 Steckbriefen" in words(page)
    name, value = query.partition("&")[0].split("=")
    assert numbers(html(), name)[value] == len(public.filter(**dict([next(iter(conditions.items()))])))


def test_values_of_a_facet_are_joined_by_or_and_facets_by_and(html, public):
    page = html("?themenfeld=klima&themenfeld=mobilitaet&groesse=mittel")
    found = public.filter(municipality__size_class="mittel", theme_fields__slug__in=["klima", "mobilitaet"])
    assert sorted(titles(page)) == sorted(found.distinct().values_list("title", flat=True))
    assert values(page)["sortierung"] == ""


def test_a_number_says_what_would_be_left(html):
    page = html("?themenfeld=klima&groesse=mittel&q=quartier")
    for facet in ("themenfeld", "groesse", "stand", "aufwand", "jahr", "stadt"):
        for value, number in list(numbers(page, facet).items())[:3]:
            others = "".join(
                f"&{one}" for one in ("themenfeld=klima", "groesse=mittel") if not one.startswith(facet)
            )
            left = html(f"?q=quartier{others}&{facet}={value}")
            assert f"{number} von 46 Steckbriefen" in words(left), (facet, value)


def test_a_project_counts_in_every_year_that_it_ran(html, public):
    sheet = public.first()
    public.exclude(pk=sheet.pk).update(live=False)
    public.filter(pk=sheet.pk).update(period_start="2018-06-01", period_end="2020-01-31")
    assert numbers(html(), "jahr") == {"2020": 1, "2019": 1, "2018": 1}
    public.filter(pk=sheet.pk).update(period_start="1019-06-01")
    assert len(numbers(html(), "jahr")) == 30


def test_a_template_counts_only_for_those_who_may_open_the_document(html, public, client, carla):
    from wagtail.models import CollectionViewRestriction

    from cms.models import EditorialDocument, FactSheetDocument

    document = EditorialDocument.objects.filter(title__startswith="Vorlage").get()
    FactSheetDocument.objects.all().delete()
    FactSheetDocument.objects.create(page=public.first(), document=document, is_template=True)
    assert titles(html("?vorlage=ja")) == [public.first().title]
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert numbers(html(), "vorlage") == {}
    client.force_login(carla)
    assert numbers(html(), "vorlage") == {"ja": 1}


def test_what_is_chosen_can_be_taken_back_one_by_one(html):
    page = html("?q=quartier&themenfeld=klima&themenfeld=begegnung&steckbrief=konstanz-sommerstrasse")
    found = {text: parse_qs(urlsplit(href).query) for text, href in chips(page).items()}
    kept = {"q": ["quartier"], "steckbrief": ["konstanz-sommerstrasse"]}
    assert found == {
        "Filter entfernen: „quartier“": {
            "themenfeld": ["klima", "begegnung"],
            "steckbrief": ["konstanz-sommerstrasse"],
        },
        "Filter entfernen: Klimaschutz und Klimaanpassung": kept | {"themenfeld": ["begegnung"]},
        "Filter entfernen: Orte der Begegnung": kept | {"themenfeld": ["klima"]},
    }


def test_a_mark_of_the_map_leads_to_what_of_the_choice_comes_from_its_city(html):
    for query in ("", "?themenfeld=begegnung"):
        for link, number in list(marks(html(query)).items())[:3]:
            assert len(titles(html(link.removeprefix(ADDRESS)))) == number


def test_the_map_alone_stands_beside_a_list_of_its_cities(html):
    page = html("?ansicht=karte&themenfeld=klima")
    listed = re.findall(r'<a href="([^"]*)">[^<]*</a>\s*<span class="num">(\d+)<', page)
    assert {href.replace("&amp;", "&"): int(number) for href, number in listed} == marks(page)
    assert (titles(page), values(page).get("sortierung")) == ([], None)


@each(
    ("order", "field"),
    [
        ("neu", "-first_published_at"),
        ("geprueft", "-last_reviewed"),
        ("stadt", "municipality__title"),
        ("quatsch", "municipality__title"),
    ],
)
def test_the_list_has_the_order_that_is_chosen(order, field, html, public):
    shown = titles(html(f"?sortierung={order}"))
    assert shown == [
        page.title for page in public.order_by(field, "municipality__title", "title")[: len(shown)]
    ]


def test_a_choice_without_result_says_what_to_do(html, public):
    public.filter(municipality__slug="ulm", theme_fields__slug="mobilitaet").update(live=False)
    page = html("?themenfeld=mobilitaet&stadt=ulm")
    assert (titles(page), "Kein Steckbrief zu dieser Auswahl" in page) == ([], True)


@each(
    ("query", "field"),
    [
        ("themenfeld=gibt-es-nicht", "themenfeld"),
        ("themenfeld=" + "x" * 10_000, "themenfeld"),
        ("stadt=%00", "stadt"),
        ("stadt=' OR 1=1", "stadt"),
        ("jahr=-1", "jahr"),
        ("&".join(["stadt=quatsch"] * 200), "stadt"),
    ],
)
def test_a_choice_that_does_not_exist_is_an_error_at_its_field_and_the_rest_works(query, field, html, public):
    page = html(f"?{query}&themenfeld=klima")
    assert list(problems(page)) == [field]
    assert "Bitte wählen Sie" in problems(page)[field]
    assert len(titles(page)) == public.filter(theme_fields__slug="klima").count()


def test_many_choices_at_once_are_answered(html):
    page = html("?" + "&".join(f"stadt=stadt-{number}" for number in range(200)))
    assert f"Es waren mehr als {CHOICES} Filter" in words(page)
    assert len(titles(page)) == FACT_SHEETS_PER_PAGE


def test_a_page_that_is_none_shows_the_nearest(html):
    assert titles(html("?seite=quatsch")) == titles(html())
    assert titles(html("?seite=99")) == titles(html("?seite=3"))


def test_without_any_the_page_says_so(html):
    FactSheetPage.objects.update(live=False)
    assert "Noch keine Steckbriefe" in words(html())


@each(
    "query",
    ["?sortierung=neu", "?q=quartier&themenfeld=begegnung&themenfeld=klima&groesse=mittel", "?ansicht=karte"],
)
def test_many_rows_cost_no_more_queries_than_few(query, html, client, carla):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = html(query)
        return sum(marks(page).values()), len(queries)

    client.force_login(carla)
    asked()
    many, queries = asked()
    few = FactSheetPage.objects.filter(municipality__size_class="mittel", theme_fields__slug="klima")
    FactSheetPage.objects.exclude(pk__in=list(few.values_list("pk", flat=True)[:2])).update(live=False)
    number, of_few = asked()
    assert many > number > 0
    assert of_few == queries
