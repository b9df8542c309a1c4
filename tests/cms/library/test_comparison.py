"""Up to three fact sheets side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import FactSheetPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words

ADDRESS = "/steckbriefe/vergleich/"
THREE = ["konstanz-sommerstrasse", "heidelberg-kuehle-orte", "ulm-digital-paten"]


@pytest.fixture
def html(client, demo):
    def html(*slugs):
        response = client.get(ADDRESS, {"steckbrief": slugs})
        assert response.status_code == 200
        page = response.content.decode()
        return page[page.index("<main") : page.index("</main>")]

    return html


def rows(page):
    """Label to (note, cells) of each line."""
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL):
        head = re.search(r'<th scope="row"[^>]*>(.*?)(?:<span>(.*?)</span>)?</th>', row, re.DOTALL)
        if head:
            found[head[1]] = (
                head[2] or "",
                [words(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)],
            )
    return found


def heads(page):
    return [
        words(title)
        for title in re.findall(r'<th scope="col".*?(<a class="row-link".*?</a>)', page, re.DOTALL)
    ]


def removals(page):
    return re.findall(r'<a class="cmp__out[^"]*" href="([^"]*)"', page)


def test_three_stand_side_by_side_with_what_they_cost_and_whom_to_ask(html):
    page = html(*THREE)
    sheets = [FactSheetPage.objects.get(slug=slug) for slug in THREE]
    assert heads(page) == [sheet.title for sheet in sheets]
    shown = rows(page)
    assert shown["Kosten"][1] == [sheet.get_budget_class_display() for sheet in sheets] or "≠" in str(
        shown["Kosten"]
    )
    for place, sheet in enumerate(sheets):
        told = [line.value for line in sheet.lessons]
        assert [text for text in told if text not in shown["Heute anders"][1][place]] == []
        assert sheet.contact_email in shown["Wen fragen"][1][place]


def test_the_one_that_differs_is_marked_and_what_is_the_same_is_said(html):
    FactSheetPage.objects.filter(slug__in=THREE).update(status="verstetigt", budget_class="b2", evidence="")
    FactSheetPage.objects.filter(slug=THREE[1]).update(budget_class="b3")
    for number, slug in enumerate(THREE):
        FactSheetPage.objects.filter(slug=slug).update(staff_effort=f"{number} Stunden")
    shown = rows(html(*THREE))
    same, odd = shown["Stand"], shown["Kosten"]
    assert same == ("gleich", ["Verstetigt"] * 3)
    assert odd[0] == "eins weicht ab"
    assert ["abweichend" in cell for cell in odd[1]] == [False, True, False]
    assert shown["Personal"][0] == "alle verschieden"
    assert "Beleg" not in shown


def test_each_can_be_taken_out_and_another_one_added(html, client):
    page = html(*THREE)
    assert len(removals(page)) == 3
    two = client.get(removals(page)[1].replace("&amp;", "&")).content.decode()
    assert heads(two) == [heads(page)[0], heads(page)[2]]
    add = re.search(r'href="(/steckbriefe/\?[^"]*)"[^>]*><span\s+class="kern-label">Einen dazunehmen', two)
    library = client.get(add[1].replace("&amp;", "&")).content.decode()
    assert "Vergleichen (2 von 3)" in words(library)


@each(
    ("slugs", "found", "hint"),
    [
        ([], 0, "Noch nichts ausgewählt"),
        (THREE[:1], 1, "Einen dazunehmen"),
        ([*THREE, "salach-mitfahrbank"], 3, "passen drei Steckbriefe"),
        ([THREE[0]] * 5, 1, ""),
        ([*THREE, *(f"s-{number}" for number in range(500))], 3, "Mindestens ein Steckbrief"),
        ([THREE[0], "gibt-es-nicht"], 1, "Mindestens ein Steckbrief"),
        ([THREE[0], "mannheim-hitze-patenschaft"], 1, "Mindestens ein Steckbrief"),
        (["\0", "' OR 1=1", "x" * 10_000], 0, "Noch nichts ausgewählt"),
    ],
)
def test_too_many_unknown_and_closed_ones_are_left_out_with_a_word(slugs, found, hint, html):
    page = html(*slugs)
    assert len(heads(page)) == found
    assert hint in words(page)
    assert "Hitzepatenschaften" not in page


def test_members_compare_what_is_for_members(html, client, carla):
    client.force_login(carla)
    assert heads(html("mannheim-hitze-patenschaft")) == ["Hitzepatenschaften"]


def test_the_form_of_the_library_leads_to_a_short_address(client, demo):
    response = client.get(ADDRESS, {"q": "", "themenfeld": "klima", "steckbrief": THREE[:2]})
    assert (response.status_code, response["Location"]) == (
        302,
        f"{ADDRESS}?steckbrief={THREE[0]}&steckbrief={THREE[1]}",
    )


def test_the_library_keeps_what_is_to_be_compared(client, demo):
    chosen = {"stadt": "ulm", "steckbrief": [*THREE, "salach-mitfahrbank", "gibt-es-nicht"]}
    page = client.get("/steckbriefe/", chosen).content.decode()
    assert "Vergleichen (3 von 3)" in words(page)
    assert "Nebeneinander passen drei Steckbriefe" in words(page)
    # One stands in the list with its box, two are on none of its rows.
    assert len(re.findall(r'<input type="hidden" name="steckbrief"', page)) == 2
    assert (
        len(
            re.findall(
                r'<input type="checkbox" name="steckbrief" value="ulm-digital-paten"[^>]*checked', page
            )
        )
        == 1
    )


def test_three_cost_no_more_queries_than_one(html):
    def asked(*slugs):
        with CaptureQueriesContext(connection) as queries:
            html(*slugs)
        return len(queries)

    asked(*THREE)
    assert asked(*THREE) == asked(THREE[0])
