"""How a text page divides its blocks, and which pages it leads to."""

import re

import pytest

from cms.models import AdvicePage, ExternalLink, StandardPage
from cms.templatetags.cms_tags import beyond


@pytest.fixture
def page(demo):
    return StandardPage.objects.get(slug="landesstrategie")


def html(client, page):
    return client.get(page.url).content.decode()


def see_also(text):
    found = re.search(r'aria-labelledby="in-diesem-bereich">.*?</nav>', text, re.DOTALL)
    return re.findall(r">([^<>]+)</(?:h2|a)>", found[0]) if found else []


def test_a_heading_and_the_text_below_it_are_one_part_and_a_group_stands_across(page, client):
    group = {"text": "", "group": StandardPage.objects.get(slug="kompetenzbereich").body[3].value["group"]}
    page.body = [
        *(("text", "<p>Eins</p>"), ("text", "<p>Zwei</p>"), ("heading", {"title": "Ablauf"})),
        *(("text", "<p>Drei</p>"), ("group", group), ("text", "<p>Vier</p>")),
    ]
    page.save()
    parts = re.split(r'<div class="part(?: [\w-]+|__across)?">', html(client, page))[1:]
    words = ("Eins", "Zwei", "Ablauf", "Drei", "Engagiertes", "Vier")
    assert [[word for word in words if word in part] for part in parts] == [
        ["Eins", "Zwei"],
        ["Ablauf", "Drei"],
        ["Engagiertes"],
        ["Vier"],
    ]


def test_a_page_leads_to_the_pages_below_or_beside_it_or_to_its_neighbours_in_the_menu(page, client):
    def of(slug):
        return see_also(html(client, StandardPage.objects.get(slug=slug)))

    assert of("kompetenzbereich") == [
        *("In diesem Bereich", "Beratung für Mitgliedstädte", "Landesstrategie und Partner")
    ]
    assert of("landesstrategie") == ["Siehe auch", "Beratung für Mitgliedstädte"]
    assert of("datenschutz") == ["Siehe auch", "Impressum", "Barrierefreiheit", "Nutzungsbedingungen"]
    assert of("leichte-sprache") == ["Siehe auch", "Gebärdensprache"]
    AdvicePage.objects.get().unpublish()
    assert "Beratung für Mitgliedstädte" not in of("landesstrategie")


def test_a_link_is_described_only_with_words_that_its_title_lacks(page, client):
    for title, description, shown in [
        ("Landtag von Baden-Württemberg", "Landtag von Baden-Württemberg.", ""),
        ("Städtetag Baden-Württemberg", "städtetag", ""),
        ("Landtag", "Beschließt die Mittel.", "Beschließt die Mittel."),
        ("Landtag", "", ""),
    ]:
        assert beyond(description, title) == shown
    link = ExternalLink.objects.create(
        title="Das Portal", url="https://portal.example/", category="Land", description="Das Portal."
    )
    page.body = [("links", {"title": "Links", "links": [link]})]
    page.save()
    assert html(client, page).count("Das Portal") == 1


def test_no_link_of_the_demo_repeats_its_title(demo):
    links = ExternalLink.objects.exclude(description="")
    assert [link.title for link in links if not beyond(link.description, link.title)] == []
