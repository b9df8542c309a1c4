"""What a theme field is connected with, by fact sheets that carry two: picture, table, list, and the sheets themselves."""

import re
from collections import Counter
from itertools import permutations
from xml.etree import ElementTree

import pytest

from cms.models import FactSheetPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from vocabulary.models import ThemeField

ADDRESS = "/themenfelder/"
TOGETHER = "/themenfelder/begegnung/?mit=klima"


@pytest.fixture
def html(client, demo):
    def html(address=ADDRESS):
        page = client.get(address).content.decode()
        return page[page.index("<main") : page.index("</main>")]

    return html


@pytest.fixture
def pairs(demo):
    """How many fact sheets that everybody may read carry both, by the slugs of two fields."""
    sheets = FactSheetPage.objects.live().filter(view_restrictions=None).prefetch_related("theme_fields")
    fields = [[field.slug for field in sheet.theme_fields.all()] for sheet in sheets]
    return Counter(pair for slugs in fields for pair in permutations(slugs, 2))


def links(html):
    """(address, words) of the links in a piece of HTML."""
    return [
        (href, words(text))
        for href, text in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    ]


def drawing(html):
    return re.search(r'<svg class="plan net.*?</svg>', html, re.DOTALL)[0]


def test_the_table_says_all_that_the_picture_shows(html, pairs):
    page = html()
    table = page[page.index("<table") : page.index("</table>")]
    titles = dict(ThemeField.objects.values_list("slug", "short_title"))
    expected = {
        f"/themenfelder/{one}/?mit={other}#steckbriefe": f"{titles[other]} {number} gemeinsam"
        for (one, other), number in pairs.items()
    }
    found = dict(links(table))
    assert {href: text for href, text in found.items() if "?mit=" in href} == expected
    picture = ElementTree.fromstring(drawing(page))
    assert len(picture.findall("path[@class='way']")) == len(pairs) / 2
    assert [link.get("href") for link in picture.findall("a")] == [
        href for href in found if "?mit" not in href
    ]


def test_each_field_of_the_picture_has_a_name_and_its_number(html):
    number = FactSheetPage.objects.filter(view_restrictions=None, theme_fields__slug="klima").count()
    picture = ElementTree.fromstring(drawing(html()))
    names = {link.get("href"): link.get("aria-label") for link in picture.findall("a")}
    assert names[f"{ADDRESS}klima/"] == f"Klima {number} Steckbriefe"
    assert picture.get("aria-label") == "Netz der Themenfelder"


def test_a_field_names_those_it_is_connected_with_the_strongest_first(html, pairs):
    page = html("/themenfelder/begegnung/")
    start = page.index('class="netlist"')
    numbers = [
        int(re.search(r"(\d+) Steckbriefe?$", text)[1])
        for _, text in links(page[start : page.index("</ul>", start)])
    ]
    expected = [number for (one, _), number in pairs.items() if one == "begegnung"]
    assert numbers == sorted(expected, reverse=True)
    assert 'href="?mit=klima#steckbriefe"' in page


def test_the_number_leads_to_the_fact_sheets_that_carry_both(html, pairs):
    page = html(TOGETHER)
    both = FactSheetPage.objects.filter(theme_fields__slug="klima").filter(theme_fields__slug="begegnung")
    urls = {sheet.url for sheet in both.filter(view_restrictions=None)}
    rows = re.findall(r'<h3><a class="row-link" href="([^"]*)"', page)
    assert (len(rows), set(rows)) == (pairs["begegnung", "klima"], urls)
    assert f"{len(rows)} Steckbriefe, auch zu: Klimaschutz und Klimaanpassung" in words(page)
    assert 'href="/themenfelder/begegnung/#steckbriefe"' in page


@each("chosen", ["gibt-es-nicht", "begegnung", "x" * 10_000, "a%00b", ""])
def test_a_field_that_it_is_not_connected_with_narrows_nothing(chosen, html):
    assert "auch zu:" not in html(f"/themenfelder/begegnung/?mit={chosen}")


def test_what_is_for_members_connects_for_members_only(demo, html, client, carla):
    hidden = FactSheetPage.objects.get(slug="mannheim-hitze-patenschaft")
    new = [ThemeField.objects.create(slug=slug, title=slug, order=90) for slug in ("eins", "zwei")]
    hidden.theme_fields = new
    hidden.save()
    assert "Oft verbunden mit" not in html("/themenfelder/eins/")
    client.force_login(carla)
    assert "Oft verbunden mit" in html("/themenfelder/eins/")
