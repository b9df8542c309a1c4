"""News pages, and "Aktuelles" with pages of four kinds."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms import limits
from cms.models import EventPage, FactSheetPage, NewsIndexPage, NewsPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words

NEWS = "/aktuelles/gruppe-eq-fragt-nach-verstetigung/"


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def rows(html):
    """(day, kind, address) of each row."""
    found = r'<time datetime="([\d-]+)">[^<]*</time> <span>(\w+)</span>.*?<a href="([^"]+)"'
    return re.findall(found, html, re.DOTALL)


@pytest.fixture
def publish(demo):
    parent = NewsIndexPage.objects.get()
    return lambda title: parent.add_child(instance=NewsPage(title=title, intro="Kurz gesagt."))


def test_aktuelles_has_pages_of_four_kinds_by_date(demo, client):
    pages = [shown(client, f"/aktuelles/?seite={number}") for number in range(1, 4)]
    found = [row for page in pages for row in rows(page)]
    assert [day for day, *_ in found] == sorted((day for day, *_ in found), reverse=True)
    kinds = {"/aktuelles/": "Nachricht", "/presse/": "Presse"}
    kinds |= {"/veranstaltungen/": "Veranstaltung", "/steckbriefe/": "Steckbrief"}
    assert {address[: address.index("/", 1) + 1]: kind for _, kind, address in found} == kinds
    open_sheets = FactSheetPage.objects.filter(view_restrictions__isnull=True)
    assert len(found) == len(set(found)) == 3 + 3 + 6 + open_sheets.count()


def test_an_event_stands_under_the_day_of_its_publication_and_says_when_it_is(demo, client):
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    html = shown(client, "/aktuelles/?art=veranstaltungen")
    row = next(row for row in re.findall(r"<li>.*?</li>", html, re.DOTALL) if page.url in row)
    assert rows(row)[0][0] == timezone.localdate(page.first_published_at).isoformat()
    assert page.period in words(row)


@each(
    ("art", "kinds"),
    [
        ("nachrichten", {"Nachricht"}),
        ("presse", {"Presse"}),
        ("veranstaltungen", {"Veranstaltung"}),
        ("steckbriefe", {"Steckbrief"}),
    ],
)
def test_one_may_choose_a_kind(art, kinds, demo, client):
    html = shown(client, f"/aktuelles/?art={art}")
    assert {kind for _, kind, _ in rows(html)} == kinds
    (number,) = re.findall(rf'\?art={art}" aria-current="page">.*?\((\d+)\)', html, re.DOTALL)
    assert len(rows(html)) == min(int(number), limits.NEWS_PER_PAGE)


@each("asked", ["art=x", "art=", "art=x%00", "seite=99", "seite=x"])
def test_a_kind_or_page_that_does_not_exist_is_no_error(asked, demo, client):
    assert rows(shown(client, f"/aktuelles/?{asked}"))


def test_fact_sheets_for_members_are_named_to_members_only(demo, client, carla):
    page = FactSheetPage.objects.filter(view_restrictions__isnull=False).first()
    page.first_published_at = timezone.now() + timedelta(minutes=1)
    page.save()
    assert not any(page.title in shown(client, address) for address in ("/aktuelles/", "/", NEWS))
    client.force_login(carla)
    assert all(page.title in shown(client, address) for address in ("/aktuelles/", "/", NEWS))


def test_a_news_page_says_its_day_and_shows_its_blocks(demo, client):
    page = NewsPage.objects.get(slug="gruppe-eq-fragt-nach-verstetigung")
    html = shown(client, NEWS)
    assert f"Nachricht vom {page.date.day}." in words(html)
    assert "Mietverträge, kleine Budgets, klare Zuständigkeiten" in words(html)
    assert "/gruppen/engagiertes-quartier/beitreten/" in html
    assert page.title not in words(html[html.index("Mehr Aktuelles") :])


def test_the_start_page_leads_to_the_rest(demo, client):
    html = shown(client, "/")
    assert re.search(r'<a class="more" href="/aktuelles/">Mehr Aktuelles</a>', html)
    NewsIndexPage.objects.get().unpublish()
    assert "Mehr Aktuelles" not in shown(client, "/")


def test_without_news_the_index_says_so(demo, client):
    Page.objects.filter(numchild=0).exclude(slug="aktuelles").live().update(live=False)
    assert "Noch gibt es nichts Neues." in words(shown(client, "/aktuelles/"))


def test_more_news_cost_no_more_queries(publish, client, asked):
    def count():
        return [asked(address) for address in ("/aktuelles/", NEWS, "/")]

    for number in range(2):
        publish(f"M{number}")
    few = count()
    for number in range(20):
        publish(f"N{number}")
    assert count() == few
