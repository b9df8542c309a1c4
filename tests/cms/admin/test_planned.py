"""The report "Geplant und gesperrt": what will appear, what will go, and what is under embargo."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import PressIndexPage, PressPage
from cms.pages.embargo import describe_moment
from tests.cms.admin.conftest import make_draft, plan
from tests.support.database.undoing import each
from tests.support.pages.admin import text

ADDRESS = "/redaktion/reports/geplant/"
OF_PRESS = {"place": "Ulm", "date": "2026-11-30"}
EMPTY = "Zurzeit ist nichts geplant und nichts gesperrt."


def in_days(days):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def made(as_emil, emil, nothing_waits):
    """One page of each kind, and one that is only a draft."""
    planned = make_draft(emil, title="Bald", go_live_at=in_days(2))
    planned.latest_revision.publish(user=emil)
    ending = make_draft(emil, title="Nicht mehr lange", expire_at=in_days(5))
    ending.latest_revision.publish(user=emil)
    return {
        "geplant": planned,
        "ende": ending,
        "sperrfrist": plan(
            emil, 3, PressPage, PressIndexPage, title="Gesperrt", **OF_PRESS, expire_at=in_days(9)
        ),
        "ungeplant": make_draft(
            emil,
            PressIndexPage.objects.get(),
            PressPage,
            title="Vergessen",
            **OF_PRESS,
            go_live_at=in_days(1),
        ),
        "": make_draft(emil, title="Nur ein Entwurf"),
    }


def test_it_says_so_when_there_is_nothing(as_emil, nothing_waits):
    assert EMPTY in text(as_emil.get(ADDRESS))


def test_it_lists_pages_with_their_times_types_and_authors(as_emil, made):
    shown = text(as_emil.get(ADDRESS))
    order = [shown.index(made[kind].title) for kind in ("ungeplant", "geplant", "sperrfrist", "ende")]
    assert order == sorted(order)
    assert "Nur ein Entwurf" not in shown
    locked = made["sperrfrist"]
    times = f"{describe_moment(locked.go_live_at)} {describe_moment(locked.expire_at)}"
    assert f"Gesperrt Presseinformation Sperrfrist {times} Emil Emilsen" in shown
    assert "Vergessen Presseinformation Sperrfrist, noch nicht geplant" in shown


def test_a_page_that_is_public_and_changes_later_is_planned_and_under_no_embargo(
    as_emil, emil, nothing_waits
):
    page = make_draft(emil, PressIndexPage.objects.get(), PressPage, title="Erst so", **OF_PRESS)
    page.latest_revision.publish(user=emil)
    page.refresh_from_db()
    page.title, page.go_live_at = "Dann so", in_days(1)
    page.save_revision(user=emil).publish(user=emil)
    assert f"Dann so Presseinformation geplant {describe_moment(page.go_live_at)}" in text(
        as_emil.get(ADDRESS)
    )


@each("kind", ["geplant", "sperrfrist", "ungeplant", "ende"])
def test_it_is_filtered(kind, as_emil, made):
    shown = text(as_emil.get(f"{ADDRESS}?kind={kind}"))
    titles = [page.title for page in made.values() if page.title in shown.partition("Seitentyp")[2]]
    assert titles == [made[kind].title]


def test_it_is_searched_by_title_and_by_the_next_moment(as_emil, made):
    shown = text(as_emil.get(f"{ADDRESS}?q=lange"))
    assert ("Nicht mehr lange" in shown, "Vergessen" in shown) == (True, False)
    day = timezone.localdate() + timedelta(days=4)
    shown = text(as_emil.get(f"{ADDRESS}?moment_from={day:%d.%m.%Y}"))
    assert ("Nicht mehr lange" in shown, "Vergessen" in shown) == (True, False)


def test_it_is_exported_with_german_words_and_as_no_formula(as_emil, emil, made):
    made["geplant"].title = made["geplant"].draft_title = "=1+1"
    made["geplant"].save()
    csv = b"".join(as_emil.get(f"{ADDRESS}?export=csv")).decode()
    heading, *rows = csv.splitlines()
    assert heading == "Seite,Seitentyp,Was,Erscheint,Verschwindet,Von"
    assert len(rows) == 4
    assert not any(row.startswith("=") for row in rows)
    assert "Emil Emilsen" in csv
    book = openpyxl.load_workbook(BytesIO(b"".join(as_emil.get(f"{ADDRESS}?export=xlsx"))))
    assert "Sperrfrist, noch nicht geplant" in [row[2].value for row in book.active.rows]


def test_who_may_publish_less_sees_less(client, of_press, made):
    client.force_login(of_press)
    shown = text(client.get(ADDRESS))
    assert ("Gesperrt" in shown, "Bald" in shown, "Nicht mehr lange" in shown) == (True, False, False)


def test_many_rows_cost_no_more_queries_than_few(as_emil, emil, nothing_waits):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            shown = text(as_emil.get(ADDRESS))
        return shown.count("Emil Emilsen"), len(queries)

    for _ in range(2):
        plan(emil)
    asked()
    few, of_few = asked()
    for _ in range(18):
        plan(emil)
    many, of_many = asked()
    assert (many - few, of_many) == (18, of_few)
