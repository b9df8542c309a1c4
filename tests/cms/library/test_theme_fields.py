"""The overview of the theme fields, and the page of each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import EditorialDocument, EventPage, FactSheetPage, PressPage, ThemeFieldIndexPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from vocabulary.models import ThemeField

ADDRESS = "/themenfelder/"


@pytest.fixture
def html(client, demo):
    def html(address=ADDRESS):
        response = client.get(address)
        assert response.status_code == 200
        page = response.content.decode()
        return page[page.index("<main") : page.index("</main>")]

    return html


def test_all_twelve_stand_there_with_description_and_numbers(html):
    page = html()
    entries = re.findall(r"<h3>.*?(?=<h3>|$)", page, re.DOTALL)
    fields = list(ThemeField.objects.all())
    assert (len(entries), len(fields)) == (12, 12)
    for entry, field in zip(entries, fields, strict=True):
        number = FactSheetPage.objects.filter(view_restrictions=None, theme_fields=field).count()
        assert f'href="{ADDRESS}{field.slug}/"' in entry
        assert field.description in words(entry)
        assert f"{number} Steckbrief{'' if number == 1 else 'e'}" in words(entry)
        assert len(re.findall(r'href="/steckbriefe/', entry)) == min(number, 3)


def test_the_page_of_a_field_names_all_that_is_sorted_under_it(html):
    field = ThemeField.objects.get(slug="engagement")
    event, press = EventPage.objects.first(), PressPage.objects.live().first()
    document = EditorialDocument.objects.first()
    for thing in (event, press):
        thing.theme_fields.add(field)
        thing.save()
    document.theme_fields.add(field)
    page = html("/themenfelder/engagement/")
    sheets = FactSheetPage.objects.filter(view_restrictions=None, theme_fields=field)
    assert sheets
    assert [one.title for one in (*sheets, event, press, document) if one.title not in words(page)] == []
    assert re.search(r"Themenfeld 9 von 12 .*Bürgerschaftliches Engagement", words(page))
    assert words(page).index("Was sich bewährt hat") < words(page).index(
        "Steckbriefe In der Bibliothek filtern Bad"
    )


def test_what_the_reader_may_not_open_is_neither_named_nor_counted(html, client, carla):
    hidden = FactSheetPage.objects.get(slug="mannheim-hitze-patenschaft")
    field = hidden.theme_fields.first()
    FactSheetPage.objects.filter(pk=hidden.pk).update(first_published_at=timezone.now())
    addresses = (ADDRESS, f"{ADDRESS}{field.slug}/")
    before = [html(address) for address in addresses]
    client.force_login(carla)
    after = [html(address) for address in addresses]
    assert [hidden.title in page for page in (*before, *after)] == [False, False, True, True]


@each("slug", ["gibt-es-nicht", "ENGAGEMENT", "engagement/mehr", "x" * 300])
def test_a_field_that_does_not_exist_is_not_found(slug, demo, client):
    assert client.get(f"{ADDRESS}{slug}/").status_code == 404


def test_a_field_without_anything_says_so(html):
    ThemeField.objects.create(slug="leer", title="Leeres Feld", order=99)
    page = words(html("/themenfelder/leer/"))
    assert "Themenfeld 13 von 13" in page
    assert "noch keinen Steckbrief" in page


def test_without_the_overview_no_page_links_to_a_field(html, client):
    ThemeFieldIndexPage.objects.get().unpublish()
    assert client.get("/themenfelder/engagement/").status_code == 404
    assert "/themenfelder/" not in html("/steckbriefe/karlsruhe-bibliothek-der-dinge/")


def test_the_page_says_where_it_stands_and_what_its_address_is(client, demo):
    page = client.get("/themenfelder/klima/").content.decode()
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)[0]
    assert words(crumbs) == "Start Themenfelder Klimaschutz und Klimaanpassung"
    assert re.search(r'<link rel="canonical" href="http[^"]*/themenfelder/klima/">', page)


@each("address", [ADDRESS, "/themenfelder/begegnung/"])
def test_many_rows_cost_no_more_queries_than_few(address, html):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            html(address)
        return len(queries)

    asked()
    many = asked()
    kept = FactSheetPage.objects.filter(theme_fields__slug="begegnung", status="verstetigt")
    kept = list(kept.filter(view_restrictions=None).values_list("pk", flat=True)[:2])
    FactSheetPage.objects.exclude(pk__in=kept).update(live=False)
    assert asked() == many


def test_the_overview_can_be_previewed(demo):
    page = ThemeFieldIndexPage.objects.get()
    page.title = "Alle Felder"
    response = page.save_revision().as_object().make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    assert "Alle Felder" in response.content.decode()
