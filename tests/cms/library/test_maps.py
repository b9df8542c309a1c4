"""The map is one drawing on all pages: it has a name, its links have names, and a list says the same."""

import re
from xml.etree import ElementTree

from tests.support.database.undoing import each
from tests.support.pages.forms import words


def read_map(client, address):
    """(the drawing, the page without it)."""
    page = client.get(address).content.decode()
    (drawn,) = re.findall(r'<svg class="bwmap.*?</svg>', page, re.DOTALL)
    return ElementTree.fromstring(drawn), page.replace(drawn, "")


@each(
    ("address", "label"),
    [
        ("/", "Karte von Baden-Württemberg: StadtLabore und StadtLabore vor Ort"),
        ("/stadtlabore/", "Karte von Baden-Württemberg: StadtLabore"),
        ("/stadtlabore-vor-ort/", "Karte von Baden-Württemberg: StadtLabore vor Ort"),
        ("/steckbriefe/", "Steckbriefe je Stadt"),
    ],
)
def test_links_of_a_map_have_names(address, label, client, demo):
    drawn, _ = read_map(client, address)
    links = drawn.findall("a")
    names = [link.get("aria-label") or link.findtext("text") for link in links]
    assert (drawn.get("role"), drawn.get("aria-label")) == ("group", label)
    assert len(links) > 5
    assert (all(names), len(set(names))) == (True, len(names))


@each("address", ["/", "/stadtlabore/", "/stadtlabore-vor-ort/"])
def test_a_list_beside_it_leads_to_the_same_pages(address, client, demo):
    drawn, rest = read_map(client, address)
    assert [link for link in drawn.findall("a") if f'href="{link.get("href")}"' not in rest] == []


@each(
    ("address", "town"),
    [("/stadtlabore/salach/", "Salach"), ("/steckbriefe/karlsruhe-bibliothek-der-dinge/", "Karlsruhe")],
)
def test_a_map_without_links_is_one_picture_with_its_place_in_words(address, town, client, demo):
    drawn, rest = read_map(client, address)
    assert (drawn.get("role"), drawn.findall("a")) == ("img", [])
    assert drawn.get("aria-label").startswith("Karte von Baden-Württemberg: wo ")
    assert town in words(rest)
