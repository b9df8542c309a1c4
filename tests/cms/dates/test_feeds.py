"""Atom feeds: valid, stable, the same for everybody, and only with what everybody may open."""

import re
from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import limits
from cms.models import FactSheetPage, NewsIndexPage, NewsPage, PressIndexPage, PressPage
from tests.support.database.undoing import each

NEWS, PRESS = "/aktuelles/feed.atom", "/presse/feed.atom"


def read(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = feedparser.parse(response.content)
    assert (feed.bozo, feed.version) == (False, "atom10")
    return feed


def titles(client, address):
    return [entry.title for entry in read(client, address).entries]


@pytest.fixture
def publish(demo):
    parent, now = NewsIndexPage.objects.get(), timezone.now()

    def publish(title, **fields):
        page = NewsPage(
            title=title, first_published_at=now, last_published_at=now, **{"intro": "Kurz."} | fields
        )
        return parent.add_child(instance=page)

    return publish


@each(("address", "title"), [(NEWS, "Aktuelles"), (PRESS, "Presse")])
def test_a_feed_says_what_it_is(address, title, demo, client):
    feed = read(client, address).feed
    assert feed.title.endswith(title)
    assert (feed.language, feed.author) == ("de", "Beispielorganisation (Platzhalter)")
    assert {link.rel: link.href for link in feed.links}["self"].endswith(address)
    assert feed.id.startswith("tag:localhost,2026:seite/")


def test_all_news_has_all_kinds_and_the_press_feed_its_releases(demo, client):
    feed = read(client, NEWS)
    assert len(feed.entries) == limits.FEED_ENTRIES
    days = [entry.published_parsed for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert {"Nachricht", "Veranstaltung", "Steckbrief"} <= {entry.tags[0].term for entry in feed.entries}
    assert titles(client, PRESS)[-1] == PressPage.objects.get(slug="homepage-stadtlabore-online").title
    assert len(titles(client, PRESS)) == PressPage.objects.live().count()


def test_an_entry_keeps_its_id_when_its_page_moves_and_says_when_it_changed(publish, client):
    page = publish("Neu & <wichtig>", intro="Mehr als 3 < 4 & so.")
    before = read(client, NEWS).entries[0]
    assert (before.title, before.summary) == ("Neu & <wichtig>", "Mehr als 3 &lt; 4 &amp; so.")
    assert before.link.endswith(page.url)
    page.slug, page.last_published_at = "anders", timezone.now() + timedelta(hours=1)
    page.save()
    after = read(client, NEWS).entries[0]
    assert (after.id, after.link != before.link) == (before.id, True)
    assert after.updated_parsed > before.updated_parsed


def test_members_get_what_everybody_gets(publish, client, carla):
    closed = publish("Nur für Mitglieder")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    sheet = FactSheetPage.objects.filter(view_restrictions__isnull=False).first()
    sheet.first_published_at = timezone.now() + timedelta(minutes=1)
    sheet.save()
    anybody = client.get(NEWS).content
    client.force_login(carla)
    assert client.get(NEWS).content == anybody
    assert not {closed.title, sheet.title} & set(titles(client, NEWS))


def test_what_is_not_published_is_in_no_feed(demo, client):
    held_back = PressPage.objects.get(slug="workshop-verstetigung-sperrfrist")
    assert held_back.title not in titles(client, PRESS) + titles(client, NEWS)
    PressIndexPage.objects.get().unpublish()
    assert client.get(PRESS).status_code == 404


def test_a_reader_that_has_the_newest_gets_nothing_again(publish, client):
    first = client.get(NEWS)
    for header, value in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        again = client.get(NEWS, headers={header: value})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    publish("Ganz neu")
    assert client.get(NEWS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_empty_feed_is_valid_and_does_not_change(demo, client):
    for page in PressPage.objects.all():
        page.delete()
    assert titles(client, PRESS) == []
    assert client.get(PRESS)["ETag"] == client.get(PRESS)["ETag"]


@each(
    "address",
    [
        "/",
        "/aktuelles/",
        "/aktuelles/steckbriefe-zu-hitze/",
        "/presse/",
        "/presse/homepage-stadtlabore-online/",
    ],
)
def test_pages_tell_programs_of_their_feed(address, demo, client):
    html = client.get(address).content.decode()
    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', html
    )
    assert found == [PRESS if address.startswith("/presse/") else NEWS]
    if address in ("/aktuelles/", "/presse/"):
        assert f'<a href="{found[0]}" type="application/atom+xml">' in html


@each("address", ["/feed.atom", "/kontakt/feed.atom", "/gibt-es-nicht/feed.atom", "/aktuelles/x/feed.atom"])
def test_other_pages_have_no_feed(address, demo, client):
    assert client.get(address).status_code == 404


def test_more_entries_cost_no_more_queries(publish, client):
    def count():
        client.get(NEWS)
        with CaptureQueriesContext(connection) as queries:
            client.get(NEWS)
        return len(queries)

    few = count()
    for number in range(20):
        publish(f"N{number}")
    assert count() == few
