"""What the page of a city shows, and to whom."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CityPage, Clip, EditorialDocument, FactSheetIndexPage, FactSheetPage
from tests.support.database.undoing import each
from vocabulary.models import Quarter, ThemeField


@pytest.fixture
def city(demo):
    return CityPage.objects.get(municipality__slug="karlsruhe")


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def of(slug):
    return CityPage.objects.get(municipality__slug=slug)


def sheet(title):
    return FactSheetPage.objects.get(title__startswith=title)


@each(
    "words",
    [
        *("Karlsruhe fragen", "Mai 2019 bis", "Großstadt, rund 310.000 Menschen", "Fünf Steckbriefe aus"),
        *("Quartiere und Ziele", "Quartier Mühlgraben (fiktiv)", "Teilen statt kaufen", "(Beispielziel)"),
        *("Übernommen von", "Besuch möglich", "Kollegiales Gespräch", "Teilnahme am Projekt"),
        *(
            "mailto:quartier@karlsruhe.example.org",
            "„Die Rückmeldung des Gemeinderats",
            "(erfundenes Beispiel)",
        ),
        *("Erfahrung je Themenfeld", "so veraltet die Strategie nicht", "Sortiment klein anfangen"),
        *('href="/steckbriefe/?stadt=karlsruhe"', 'href="/themenfelder/strategie/"'),
        *("Kurzclip Karlsruhe", "Dokumente zu diesen Themen", "Eine von 9 im Programm StadtLabore"),
    ],
)
def test_the_page_shows(words, city, client):
    assert words in read(client, city)


def test_who_took_over_from_whom_is_named_at_both_with_a_link_to_the_other(city, client):
    bruchsal = of("bruchsal")
    assert f'href="{bruchsal.url}"' in read(client, city)
    taking = read(client, bruchsal)
    assert "Nachgenutzt" in taking
    assert f'href="{city.url}"' in taking
    assert f'href="{sheet("Lernendes").url}"' in taking
    city.unpublish()
    assert f'href="{city.url}"' not in read(client, bruchsal)


def test_a_fact_sheet_for_members_is_told_to_nobody_else(demo, client, carla):
    page, told = of("mannheim"), ("Hitzepatenschaften", "Innenstadtquartier (fiktiv)", "Zwei Steckbriefe aus")
    visitors = read(client, page)
    assert [words for words in told if words in visitors] == []
    assert "Ein Steckbrief aus Mannheim" in visitors
    client.force_login(carla)
    members = read(client, page)
    assert [words for words in told if words not in members] == []


def test_what_others_took_over_from_a_fact_sheet_for_members_is_told_to_nobody_else(demo, client, carla):
    page = sheet("Hitzepatenschaften")
    page.reuses.create(municipality=of("salach").municipality)
    page.save()
    assert "Hitzepatenschaften" not in read(client, of("salach"))
    client.force_login(carla)
    assert "Hitzepatenschaften" in read(client, of("salach"))


def test_a_city_without_anything_says_so_and_leaves_no_holes(demo, client):
    page = of("stuttgart")
    for one in FactSheetPage.objects.filter(municipality=page.municipality):
        one.unpublish()
    page.contact_email = page.contact_role = ""
    page.facts = []
    page.save_revision().publish()
    html = read(client, page)
    assert "gibt es noch keinen Steckbrief" in html
    assert not re.search(r"<(ul|ol|dl)\b[^>]*>\s*</", html)
    gone = (
        "Bekannt ist",
        "stadt-kontakt",
        "stadt-steckbriefe",
        "Erfahrung je",
        "stadt-filme",
        "Dokumente zu",
    )
    assert [words for words in gone if words in html] == []


def test_an_experience_whose_field_was_deleted_is_left_out(city, client):
    assert "Ein Rundgang mit Rollstuhl" in read(client, city)
    ThemeField.objects.get(slug="mobilitaet").delete()
    assert "Ein Rundgang mit Rollstuhl" not in read(client, city)


def test_documents_are_those_of_the_fact_sheets_first_and_none_of_a_closed_collection(city, client):
    document = EditorialDocument.objects.get(title__startswith="Vorlage Steckbrief")
    document.theme_fields.clear()
    assert document.title not in read(client, city)
    page = sheet("Bibliothek der Dinge")
    page.documents.create(document=document)
    page.save()
    titles = re.findall(r'<a href="/dokumente/datei/[^>]*>([^<]*)', read(client, city))
    assert titles[0] == document.title
    assert len(titles) > 1
    document.collection = Collection.get_first_root_node().add_child(name="Intern")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert document.title not in read(client, city)


def add_rows(city, number):
    """So many fact sheets, each with a quarter, a field, a document and a city that followed, and clips."""
    parent, document = FactSheetIndexPage.objects.get(), EditorialDocument.objects.first()
    clip, town = Clip.objects.first(), city.municipality
    for n in range(number):
        page = FactSheetPage(title=f"Vorhaben {n}", slug=f"vorhaben-{n}", intro="x", municipality=town)
        page.status, page.summary, page.lessons = "idee", "x", [("line", f"Lehre {n}")]
        page.quarter = Quarter.objects.create(municipality=town, title=f"Quartier {n}")
        page.offers_visit = page.offers_talk = True
        parent.add_child(instance=page)
        page.theme_fields = [ThemeField.objects.create(slug=f"feld-{n}", title=f"Feld {n}")]
        page.documents.create(document=document)
        page.reuses.create(municipality=of("ulm").municipality)
        page.save()
        Clip.objects.create(
            title=f"Clip {n}", slug=f"clip-{n}", seconds=9, municipality=town,
            film=clip.film.name, poster=clip.poster.name, captions=clip.captions.name,
        )  # fmt: skip


def test_a_city_asks_as_often_with_twenty_fact_sheets_as_with_two(demo, client):
    def asked(page):
        read(client, page)
        with CaptureQueriesContext(connection) as queries:
            html = read(client, page)
        return len(queries), html.count('<article class="fs">')

    page = of("stuttgart")
    add_rows(page, 2)
    few, shown = asked(page)
    FactSheetPage.objects.filter(slug__startswith="vorhaben").delete()
    for model in (Quarter, ThemeField, Clip):
        model.objects.filter(title__regex=r"^(Quartier|Feld|Clip) \d+$").delete()
    add_rows(page, 20)
    assert asked(page) == (few, shown + 18)
