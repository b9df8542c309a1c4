"""The start page of /redaktion/ shows each editor what waits for them, and nothing else."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import FactSheetPage
from tests.cms.admin.conftest import (
    ask_for_advice,
    break_link,
    hand_in,
    make_draft,
    make_due,
    plan,
    report_barrier,
    report_reuse,
    submit,
)
from tests.support.database.undoing import each
from tests.support.pages.forms import words

KINDS = (
    "Freigaben",
    "Von Mitgliedern",
    "Beratung",
    "Gemeldete Barrieren",
    "Nachnutzungen",
    "Ihre Entwürfe",
    "Steckbriefe zu prüfen",
    "Defekte Links",
    "Geplant und gesperrt",
)
NOTHING = "Gerade wartet nichts auf Sie."


def make_all(emil, anna):
    hand_in(anna)
    submit(anna)
    ask_for_advice()
    report_barrier()
    report_reuse()
    make_draft(emil)
    make_due()
    break_link()
    plan(emil)


def test_it_names_each_kind_with_its_number(as_emil, emil, anna, nothing_waits, waiting):
    assert waiting() == {}
    assert NOTHING in words(as_emil.get("/redaktion/").content.decode())
    make_all(emil, anna)
    found = waiting()
    assert tuple(found) == KINDS
    assert {number for number, _, _ in found.values()} == {1}
    assert "Änderung, von Anna Annasen 3 Tage her" in found["Von Mitgliedern"][2]
    assert "Freigabe durch die Redaktion, von Anna Annasen" in found["Freigaben"][2]
    assert found["Gemeldete Barrieren"][1] == ["Die Überschrift wird nicht vorgelesen"]
    assert "Sperrfrist erscheint am" in found["Geplant und gesperrt"][2]


def test_every_row_leads_where_one_acts_on_it(as_emil, emil, anna, nothing_waits):
    make_all(emil, anna)
    html = as_emil.get("/redaktion/").content.decode()
    rows = re.findall(r'<li class="waiting__row">\s*<a href="([^"]*)"', html)
    assert len(rows) == len(KINDS)
    assert [as_emil.get(address).status_code for address in rows] == [200] * len(rows)


def test_it_shows_five_of_a_kind_and_leads_to_a_list_of_all(as_emil, emil, nothing_waits, waiting):
    drafts = [make_draft(emil).title for _ in range(7)]
    assert waiting()["Ihre Entwürfe"][:2] == (7, drafts[:1:-1])
    html = as_emil.get("/redaktion/").content.decode()
    assert '<a href="/redaktion/wartet/entwuerfe/">Alle 7 ansehen</a>' in html
    everything = as_emil.get("/redaktion/wartet/entwuerfe/").content.decode()
    assert [title for title in drafts if f">{title}</a>" not in everything] == []


def test_what_another_has_or_what_is_on_its_way_is_no_draft_of_ones_own(
    as_emil, emil, anna, nothing_waits, waiting
):
    make_draft(anna)
    hand_in(emil)
    plan(emil)
    taken_off = make_draft(emil)
    taken_off.latest_revision.publish()
    taken_off.refresh_from_db()
    taken_off.unpublish()
    found = waiting()
    assert "Ihre Entwürfe" not in found
    assert (found["Freigaben"][0], found["Geplant und gesperrt"][0]) == (1, 1)


def test_advice_is_shown_that_nobody_has_or_that_is_ones_own(as_emil, emil, vera, nothing_waits, waiting):
    ask_for_advice(place="Frei")
    ask_for_advice(place="Meins", assigned_to=emil, state="beratung", started_at=timezone.now())
    ask_for_advice(place="Veras", assigned_to=vera)
    ask_for_advice(place="Fertig", assigned_to=emil, state="abgeschlossen", closed_at=timezone.now())
    number, titles, _ = waiting()["Beratung"]
    assert (number, [title.partition(": ")[2] for title in titles]) == (2, ["Frei", "Meins"])


@each(
    ("changes", "is_due"),
    [
        ({}, True),
        ({"status": "eingestellt"}, False),
        ({"live": False}, False),
        ({"review_after_days": 500}, False),
        ({"last_reviewed": None}, True),
        ({"last_reviewed": None, "first_published_at": timezone.now()}, False),
    ],
)
def test_a_fact_sheet_is_to_be_reviewed_when_its_time_is_over(
    changes, is_due, as_emil, nothing_waits, waiting
):
    sheet = make_due()
    long_ago = timezone.now().replace(year=2024)
    FactSheetPage.objects.filter(pk=sheet.pk).update(**{"first_published_at": long_ago} | changes)
    assert ("Steckbriefe zu prüfen" in waiting()) is is_due


def test_who_may_do_less_is_shown_less(client, of_press, emil, anna, nothing_waits, waiting):
    make_all(emil, anna)
    client.force_login(of_press)
    assert waiting() == {}
    html = client.get("/redaktion/").content.decode()
    assert NOTHING in words(html)
    assert "Presseinformation</a>" in re.sub(r"\s+</a>", "</a>", html)
    assert "/redaktion/pages/add/cms/newspage/" not in html
    assert client.get("/redaktion/wartet/beratung/").status_code == 404
    assert client.get("/redaktion/reports/geplant/").status_code == 200


def test_an_empty_form_is_one_click_away(as_emil):
    html = as_emil.get("/redaktion/").content.decode()
    found = re.findall(r'href="(/redaktion/pages/add/[^"]*)"', html)
    assert [address.split("/")[5] for address in found] == [
        "newspage",
        "eventpage",
        "presspage",
        "factsheetpage",
    ]
    assert [as_emil.get(address).status_code for address in found] == [200] * 4


def test_many_rows_cost_no_more_queries_than_few(as_emil, emil, anna, nothing_waits):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            html = as_emil.get("/redaktion/").content.decode()
        return {int(number) for number in re.findall(r'waiting__number">(\d+)', html)}, len(queries)

    for _ in range(2):
        make_all(emil, anna)
    asked()
    few, of_few = asked()
    for _ in range(18):
        make_all(emil, anna)
    many, of_many = asked()
    assert (few, many) == ({2}, {20})
    assert of_many == of_few


def test_wagtails_own_lists_are_not_doubled(as_emil, anna, nothing_waits):
    hand_in(anna)
    html = as_emil.get("/redaktion/").content.decode()
    assert 'id="awaiting-review-section"' not in html


def test_a_fact_sheet_leads_to_its_reuses(as_emil):
    reuse = report_reuse()
    report_reuse()
    html = as_emil.get(reverse("wagtailadmin_pages:edit", args=[reuse.page_id])).content.decode()
    address = re.search(r'href="([^"]*)"[^>]*>(?:(?!</a>).)*Nachnutzungen\s*</a>', html, re.DOTALL)
    links = re.findall(rf"/redaktion/snippets/cms/reuse/\?page={reuse.page_id}\b", html)
    assert (bool(address), len(links)) == (True, 1)
    listed = as_emil.get(links[0]).content.decode()
    assert len(re.findall(r"/redaktion/snippets/cms/reuse/edit/(\d+)/", listed)) > 0
    assert set(re.findall(r"/redaktion/snippets/cms/reuse/edit/(\d+)/", listed)) == {str(reuse.pk)}
