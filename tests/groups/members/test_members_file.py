"""The list of members as a file, for leads: what it holds, what it never holds, and who may take it."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import Entry
from groups.audit_labels import Act
from groups.models import Membership, Role
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import words

MEMBERS = "/gruppen/lesekreis/mitglieder/"
FILE = f"{MEMBERS}liste/"
BUTTON = "Mitgliederliste als CSV herunterladen"
HEADS = [
    *("Name", "Funktion", "Organisation", "Stadt oder Gemeinde"),
    *("Rolle", "Mitglied seit", "Hat geschrieben"),
]
# 1 February in Stuttgart, still January in London.
LATE = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def crowd(group, ulm):
    Membership.objects.update(joined_at=LATE)
    group.memberships.filter(user__name="Ben Bensen").update(first_post_at=LATE)
    User.objects.filter(name="Dora Dorasen").update(
        function="Amt; Soziales", organisation='Stadt "Ulm"', municipality=ulm
    )
    User.objects.filter(name="Anna Annasen").update(other_place="Öhringen")
    return group


def rows(response):
    assert response.status_code == 200
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def who(response):
    return [row[0].split()[0] for row in rows(response)[1:]]


def test_the_file_holds_the_members_in_the_order_of_the_list(crowd, as_dora):
    assert rows(as_dora.post(FILE)) == [
        HEADS,
        ["Dora Dorasen", "Amt; Soziales", 'Stadt "Ulm"', "Ulm", "Gruppenleitung", "01.02.2026", "nein"],
        ["Ben Bensen", "", "", "", "Moderation", "01.02.2026", "ja"],
        ["Anna Annasen", "", "", "Öhringen", "Mitglied", "01.02.2026", "nein"],
    ]


def test_a_german_spreadsheet_opens_it(crowd, as_dora):
    content = as_dora.post(FILE).content
    assert content.startswith(b"\xef\xbb\xbfName;Funktion;")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert "Öhringen".encode() in content


def test_it_is_a_download_that_nothing_stores(crowd, as_dora, monkeypatch):
    before_midnight_in_london = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: before_midnight_in_london)
    response = as_dora.post(FILE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="mitglieder-lesekreis-2026-11-22.csv"'
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_it_holds_no_mail_addresses(crowd, as_dora):
    assert b"@" not in as_dora.post(FILE).content


def test_it_holds_what_is_looked_for_at_the_moment(crowd, as_dora):
    assert who(as_dora.post(FILE, {"suche": "öhringen", "stadt": "", "rolle": ""})) == ["Anna"]
    assert who(as_dora.post(FILE, {"stadt": "ulm"})) == ["Dora"]
    assert who(as_dora.post(FILE, {"rolle": "moderator"})) == ["Ben"]
    assert who(as_dora.post(FILE, {"rolle": "member", "stadt": "ulm"})) == []


@each("odd", [{"stadt": "weg"}, {"rolle": "chef"}, {"suche": "gibt\0es nicht"}])
def test_what_is_unknown_makes_an_empty_file_and_never_a_longer_one(odd, crowd, as_dora):
    assert rows(as_dora.post(FILE, odd)) == [HEADS]


def test_the_page_sends_its_search_along(crowd, as_dora):
    html = as_dora.get(MEMBERS, {"suche": "ulm", "stadt": "ulm", "rolle": "lead"}).content.decode()
    form = html.partition(f'action="{FILE}"')[2].partition("</form>")[0]
    for name, value in {"suche": "ulm", "stadt": "ulm", "rolle": "lead"}.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert BUTTON in form


def test_all_pages_of_the_list_stand_in_it(group, as_dora):
    for n in range(60):
        group.admit(User.objects.create_user(f"p{n}@ort.example", f"Person {n}"))
    assert len(who(as_dora.post(FILE))) == 63


@each("beginning", ["=", "+", "-", "@", "\t", "\r", "\n"])
@each("field", ["name", "function", "organisation", "other_place"])
def test_no_cell_begins_a_formula(beginning, field, crowd, anna, as_dora):
    User.objects.filter(pk=anna.pk).update(**{field: f"{beginning}1+1;x"})
    _, row = rows(as_dora.post(FILE, {"rolle": "member"}))
    column = ["name", "function", "organisation", "other_place"].index(field)
    assert row[column] == f"'{beginning}1+1;x"


def test_a_cell_with_such_a_sign_inside_stays_as_it_is(crowd, anna, as_dora):
    User.objects.filter(pk=anna.pk).update(name="Anna-Lena = '@' + x")
    assert rows(as_dora.post(FILE, {"rolle": "member"}))[1][0] == "Anna-Lena = '@' + x"


def test_the_log_says_who_took_it_and_how_much(crowd, as_dora, dora):
    as_dora.post(FILE, {"rolle": "member"})
    entry = Entry.objects.get()
    subject = f"group.{crowd.pk}"
    assert (entry.act, entry.actor, entry.object, entry.scope) == (
        Act.MEMBERS_EXPORTED,
        dora,
        subject,
        subject,
    )
    assert entry.details == {"number": 1}
    text = words(as_dora.get("/gruppen/lesekreis/protokoll/").content.decode())
    assert f"Dora Dorasen {Act.MEMBERS_EXPORTED.label}" in text


def test_opening_the_address_takes_nothing(crowd, as_dora):
    assert as_dora.get(FILE).status_code == 405
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("carla", "vera")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("vera", 404)])
def test_nobody_but_leads_takes_it(name, status, crowd, request, signed_in):
    response = signed_in(request.getfixturevalue(name)).post(FILE)
    assert response.status_code == status
    assert "text/csv" not in response["Content-Type"]
    assert not Entry.objects.exists()


def test_anonymous_goes_to_the_sign_in(client, crowd):
    assert client.post(FILE)["Location"].startswith("/konto/anmelden/")
    assert not Entry.objects.exists()


def test_only_leads_see_the_button(crowd, as_anna, as_ben, as_dora):
    seen = [BUTTON in client.get(MEMBERS).content.decode() for client in (as_anna, as_ben, as_dora)]
    assert seen == [False, False, True]


def test_nothing_to_take_is_not_offered(crowd, as_dora):
    assert BUTTON not in as_dora.get(MEMBERS, {"suche": "niemand"}).content.decode()


def test_an_acting_lead_takes_it(crowd, vera, signed_in):
    crowd.memberships.filter(role=Role.LEAD).delete()
    assert who(signed_in(vera).post(FILE)) == ["Ben", "Anna"]
    assert Entry.objects.get().actor == vera


def test_the_list_of_an_archived_group_can_be_taken(crowd, as_dora, dora):
    crowd.archive(dora)
    assert len(who(as_dora.post(FILE))) == 3


def test_another_site_cannot_have_it_taken(crowd, dora):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    assert browser.post(FILE).status_code == 403
    assert not Entry.objects.exists()


def test_a_long_file_costs_as_many_queries_as_a_short_one(group, as_dora):
    def queries():
        as_dora.post(FILE)
        with CaptureQueriesContext(connection) as captured:
            as_dora.post(FILE)
        return len(captured)

    few = queries()
    for n in range(20):
        group.admit(User.objects.create_user(f"p{n}@ort.example", f"Person {n}", other_place="Ort"))
    assert queries() == few


def test_the_date_of_joining_is_that_of_the_place(crowd, as_dora):
    crowd.memberships.update(joined_at=timezone.make_aware(datetime(2026, 7, 1, 0, 15)))
    assert {row[5] for row in rows(as_dora.post(FILE))[1:]} == {"01.07.2026"}
