"""What was found, as JSON and as CSV."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import limits
from cms.library.exports import COLUMNS
from cms.models import FactSheetPage
from tests.support.sources import ROOT

SAME = (
    *(
        "slug",
        "id",
        "title",
        "city",
        "quarter",
        "program",
        "teaser",
        "summary",
        "goals",
        "lessons",
        "partners",
    ),
    *("period_start", "period_end", "status", "budget_class", "evidence", "visibility", "offers_peer_call"),
)
DOCS = ROOT / "docs" / "exports.md"


@pytest.fixture
def exported(client, demo):
    def exported(kind, **query):
        response = client.get(f"/steckbriefe/export.{kind}", query)
        assert response.status_code == 200
        assert f'.{kind}"' in response["Content-Disposition"]
        return response.content

    return exported


def read_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_both_hold_what_was_found_in_its_order(exported, client):
    found = FactSheetPage.objects.filter(view_restrictions=None, theme_fields__slug="klima")
    query = {"themenfeld": "klima", "sortierung": "geprueft"}
    wanted = list(
        found.order_by("-last_reviewed", "municipality__title", "title").values_list("title", flat=True)
    )
    content = json.loads(exported("json", **query))
    assert [row["title"] for row in content["steckbriefe"]] == wanted
    assert (content["total"], content["is_complete"]) == (len(wanted), True)
    assert [row["Titel"] for row in read_csv(exported("csv", **query))] == wanted


def test_a_fact_sheet_is_told_in_full(exported):
    (row,) = json.loads(exported("json", q="Offene Küche am Kurpark"))["steckbriefe"]
    source = json.loads((ROOT / "demo" / "content" / "steckbriefe.json").read_text())["steckbriefe"][0]
    assert {name: row[name] for name in SAME} == {name: source[name] for name in SAME}
    assert sorted(row["theme_fields"]) == sorted(source["theme_fields"])
    assert row["url"].endswith("/steckbriefe/bad-krozingen-kueche-am-kurpark/")
    (line,) = read_csv(exported("csv", q="Offene Küche am Kurpark"))
    assert (line["Beginn"], line["Gespräch möglich"]) == ("01.09.2019", "ja")
    assert line["Beteiligte"] == " | ".join(source["partners"])


def test_only_what_the_reader_may_open_is_in_it(exported, client, carla):
    assert "Hitzepatenschaften" not in exported("json").decode()
    client.force_login(carla)
    assert "Hitzepatenschaften" in exported("json").decode()


def test_a_comparison_exports_what_it_shows(exported):
    slugs = ["konstanz-sommerstrasse", "ulm-digital-paten", "gibt-es-nicht", "\0"]
    assert len(read_csv(exported("csv", steckbrief=slugs))) == 2


def test_nothing_in_a_table_is_a_formula(exported):
    sheet = FactSheetPage.objects.get(slug="konstanz-sommerstrasse")
    sheet.title, sheet.summary, sheet.staff_effort = "=HYPERLINK(1)", "+49 711", "@SUM(A1)"
    sheet.goals = [("line", "-1"), ("line", "zwei")]
    sheet.save()
    (line,) = read_csv(exported("csv", steckbrief=sheet.slug))
    assert [value for value in line.values() if value.startswith(("=", "+", "-", "@"))] == []
    assert (line["Titel"], line["Ziele"]) == ("'=HYPERLINK(1)", "'-1 | zwei")


def test_a_file_is_bounded_and_says_so(exported, monkeypatch):
    monkeypatch.setattr(limits, "EXPORTED", 2)
    content = json.loads(exported("json"))
    assert (len(content["steckbriefe"]), content["total"], content["is_complete"]) == (2, 46, False)
    assert read_csv(exported("csv"))[-1]["Adresse"] == "Nur die ersten 2 von 46 Steckbriefen."


def test_many_rows_cost_no_more_queries_than_few(exported):
    def asked(**query):
        with CaptureQueriesContext(connection) as queries:
            exported("csv", **query)
        return len(queries)

    asked()
    assert asked() == asked(steckbrief=["konstanz-sommerstrasse", "ulm-digital-paten"])


def test_other_pages_export_nothing(client, demo):
    assert client.get("/kompetenzbereich/export.csv").status_code == 404


def test_the_docs_name_every_field(exported):
    text = DOCS.read_text()
    (row,) = json.loads(exported("json", steckbrief="ulm-digital-paten"))["steckbriefe"]
    assert [name for name in row if f"`{name}`" not in text] == []
    assert [heading for heading in COLUMNS if f"| {heading} |" not in text] == []
