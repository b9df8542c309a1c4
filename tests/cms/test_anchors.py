"""Headings of pages, the list "Auf dieser Seite" that leads to them, and whatever else has an id."""

import re

import pytest

from cms.models import StandardPage
from home.models import HomePage

TITLES = ["Kontakt", "Kontakt", "Kontakt 2", "—", "😀", "Контакты", "Über uns", "Inhalt", "Auf dieser Seite"]
ANCHORS = [
    *("kontakt", "kontakt-2", "kontakt-2-2", "abschnitt", "abschnitt-2", "контакты", "ueber-uns"),
    *("inhalt-2", "auf-dieser-seite-2"),
]


@pytest.fixture
def page(demo):
    page = StandardPage.objects.get(slug="datenschutz")
    contact = {"role": "Büro", "email": "buero@stadt.example"}
    page.body = [
        *(("heading", {"title": title}) for title in TITLES),
        *[("contact", contact), ("report", {"email": contact["email"]})] * 2,
    ]
    page.save_revision().publish()
    return page


def anchors(html):
    return re.findall(r'<h2 class="part__heading" id="([^"]*)"', html)


def assert_unique_ids(html):
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert "" not in ids
    assert sorted(ids) == sorted(set(ids))


def test_each_heading_has_an_anchor_of_its_own_to_which_the_list_leads(page, client):
    html = client.get(page.url).content.decode()
    assert anchors(html) == ANCHORS
    listed = re.search(r'aria-labelledby="auf-dieser-seite">.*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]*)"', listed) == ANCHORS
    assert_unique_ids(html)


def test_a_preview_has_the_same_anchors(page, client, emil):
    client.force_login(emil)
    html = client.get(f"/redaktion/pages/{page.pk}/view_draft/").content.decode()
    assert anchors(html) == ANCHORS


def test_the_start_page_has_each_id_once(demo, client):
    home = HomePage.objects.get()
    titles = ["Ulm", "Ulm", "—", "Auftakt", "Inhalt"]
    home.body.extend(("news", {"title": title, "count": 1}) for title in titles)
    home.save_revision().publish()
    html = client.get("/").content.decode()
    assert re.findall(r'id="([^"]*)">(?:Ulm|—|Auftakt|Inhalt)</h2>', html) == [
        *("ulm", "ulm-2", "abschnitt", "auftakt-2", "inhalt-2"),
    ]
    assert_unique_ids(html)
