"""The head of pages: one canonical address, and what a preview of a link shows."""

import re

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from cms.metadata.crumbs import find_above
from cms.metadata.page import PageMetadata
from cms.models import EventPage, FactSheetIndexPage, FactSheetPage, FormPage, NewsPage
from home.models import HomePage
from tests.support.database.undoing import each

SITE = "http://localhost:8000"
SHEET = "/steckbriefe/karlsruhe-bibliothek-der-dinge/"


def canonical(head, address):
    (found,) = re.findall(r'<link rel="canonical" href="([^"]*)">', head(address))
    return found.removeprefix(SITE)


def properties(html):
    return dict(re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">', html))


@each(
    ("asked", "told"),
    [
        ("/", "/"),
        ("/?utm_source=brief", "/"),
        (SHEET, SHEET),
        ("/steckbriefe/?seite=1", "/steckbriefe/"),
        ("/steckbriefe/?seite=2", "/steckbriefe/?seite=2"),
        ("/steckbriefe/?seite=2&utm_source=brief&fbclid=1", "/steckbriefe/?seite=2"),
        ("/steckbriefe/?seite=99", "/steckbriefe/?seite=2"),
        ("/steckbriefe/?seite=2&themenfeld=klima", "/steckbriefe/"),
        ("/steckbriefe/?q=%22><script>", "/steckbriefe/"),
        ("/aktuelles/?art=presse", "/aktuelles/"),
        ("/themenfelder/klima/?mit=begegnung", "/themenfelder/klima/"),
        ("/kontakt/?gesendet", "/kontakt/"),
    ],
)
def test_the_canonical_address_has_neither_filters_nor_marks_of_senders(asked, told, demo, head, monkeypatch):
    monkeypatch.setattr(
        "cms.limits.FACT_SHEETS_PER_PAGE", -(-FactSheetPage.objects.live().public().count() // 2)
    )
    assert canonical(head, asked) == told


def test_another_host_changes_no_address(demo, client):
    html = client.get(SHEET, headers={"host": "127.0.0.1:1"}).content.decode()
    assert f'<link rel="canonical" href="{SITE}{SHEET}">' in html
    assert f'<meta property="og:url" content="{SITE}{SHEET}">' in html


def test_a_preview_of_a_link_says_what_the_page_is(demo, head, client):
    sheet = FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")
    told = properties(head(SHEET))
    assert told["og:title"] == sheet.title
    assert told["description"] == told["og:description"]
    assert (told["og:url"], told["og:type"]) == (f"{SITE}{SHEET}", "article")
    assert (told["og:site_name"], told["og:locale"]) == ("StädteNetz", "de_DE")
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert sheet.title in told["og:image:alt"]
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image"].startswith(f"{SITE}/teilen/{sheet.pk}/")
    assert properties(head("/"))["og:type"] == "website"


def test_a_theme_field_has_a_preview_of_its_own(demo, head):
    told = properties(head("/themenfelder/klima/"))
    assert told["og:url"] == f"{SITE}/themenfelder/klima/"
    assert told["og:title"] in head("/themenfelder/klima/").partition("<title>")[2]
    assert "/klima/" in told["og:image"]


def test_words_of_editors_end_no_attribute(demo, head):
    page = NewsPage.objects.live().first()
    page.title, page.search_description = '"><script>alert(1)</script>', "' onload='x"
    page.save()
    html = head(page.url)
    assert "<script>alert" not in html
    assert "' onload='x" not in html.partition('<script type="application/ld+json">')[0]


def test_members_and_previews_are_told_not_to_keep_the_page(demo, client, anna, restrict):
    sheet = FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")
    restrict(sheet)
    client.force_login(anna)
    told = properties(client.get(SHEET).content.decode())
    assert told["robots"] == "noindex"
    assert "og:title" not in told
    draft = sheet.make_preview_request()
    assert properties(draft.content.decode())["robots"] == "noindex"


@each(
    ("model", "most"),
    [
        (HomePage, 1),
        (FactSheetPage, 1),
        (EventPage, 1),
        (NewsPage, 1),
        (FormPage, 0),
        (FactSheetIndexPage, 0),
    ],
)
def test_the_head_asks_for_at_most_who_runs_the_site(model, most, demo, rf):
    """Besides what the page shows anyway: its way and its city."""
    request, page = rf.get("/"), model.objects.live().public().first()
    request.user, request.session = AnonymousUser(), {}
    Site.find_for_request(request)
    find_above(page)
    getattr(page, "municipality", None)
    page.get_url(request)
    with CaptureQueriesContext(connection) as queries:
        meta = PageMetadata(page, request)
        assert meta.is_open
        assert all([meta.title, meta.description, meta.address, meta.picture_address, meta.json_ld])
    assert len(queries) <= most


def test_the_way_to_a_page_is_asked_once(demo, client):
    def count(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return sum("wagtailcore_page" in one["sql"] and '"depth" > 1' in one["sql"] for one in queries)

    assert count(Page.objects.get(slug="kontakt")) == 1
    assert count(FactSheetIndexPage.objects.get()) == 1
