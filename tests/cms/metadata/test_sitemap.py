"""The sitemap: what everybody may open and nothing else, under the addresses that pages give themselves."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import NewsIndexPage, NewsPage, PressPage, StandardPage
from tests.support.database.undoing import each
from vocabulary.models import ThemeField

SITE = "http://localhost:8000"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def publish(demo):
    parent = NewsIndexPage.objects.get()
    return lambda title, **fields: parent.add_child(instance=NewsPage(title=title, intro="Kurz.", **fields))


@pytest.fixture
def found(client):
    """Address to day of the last change."""

    def found(address="/sitemap-seiten.xml"):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
        entries = ElementTree.fromstring(response.content)
        return {
            entry.findtext("s:loc", namespaces=NAMES): entry.findtext("s:lastmod", namespaces=NAMES)
            for entry in entries
        }

    return found


def test_the_index_leads_to_all_pages_that_everybody_may_open(demo, found, client):
    (address,) = found("/sitemap.xml")
    pages = found(address.removeprefix("http://testserver"))
    for path in ("/", "/steckbriefe/", "/steckbriefe/karlsruhe-bibliothek-der-dinge/", "/kontakt/"):
        assert f"{SITE}{path}" in pages
    for address in list(pages)[::6]:
        response = client.get(address.removeprefix(SITE))
        assert (address, response.status_code) == (address, 200)
        assert f'<link rel="canonical" href="{address}">' in response.content.decode()


def test_each_theme_field_has_an_entry(demo, found):
    pages = found()
    assert {f"{SITE}/themenfelder/{one.slug}/" for one in ThemeField.objects.all()} <= set(pages)
    assert pages[f"{SITE}/themenfelder/klima/"]


def test_an_entry_says_when_its_page_changed(publish, found):
    page = publish("Neu", last_published_at=timezone.now() - timedelta(days=3))
    assert found()[SITE + page.url] == timezone.localdate(page.last_published_at).isoformat()


def test_what_is_closed_held_back_or_gone_is_not_in_it(publish, restrict, found):
    held_back = PressPage.objects.get(slug="workshop-verstetigung-sperrfrist")
    closed, gone = publish("Nur für Mitglieder"), publish("Vorbei", live=False, expired=True)
    restrict(closed)
    below = StandardPage.objects.get(slug="kompetenzbereich")
    restrict(below)
    pages = found()
    for page in (held_back, closed, gone, below, below.get_children().first()):
        assert SITE + page.url not in pages


def test_the_index_names_each_file_of_many_pages(publish, found, monkeypatch):
    whole = set(found())
    monkeypatch.setattr(Sitemap, "limit", 20)
    files = [address.removeprefix("http://testserver") for address in found("/sitemap.xml")]
    assert files[:2] == ["/sitemap-seiten.xml", "/sitemap-seiten.xml?p=2"]
    assert set().union(*(found(file) for file in files)) == whole


@each("address", ["/sitemap-seiten.xml?p=99", "/sitemap-seiten.xml?p=x", "/sitemap-gruppen.xml"])
def test_there_is_no_other_file(address, demo, client):
    assert client.get(address).status_code == 404


def test_more_pages_cost_no_more_queries(publish, found):
    def count():
        found()
        with CaptureQueriesContext(connection) as queries:
            found()
        return len(queries)

    few = count()
    for number in range(20):
        publish(f"N{number}")
    assert count() == few
