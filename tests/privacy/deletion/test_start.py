"""Deleting one's account: the preview, the choice, and what holds from that moment on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Entry
from groups.audit_labels import Act
from groups.joining.requests import add_request
from groups.members import actions
from groups.models import Group, Role
from privacy.models import Erasure
from tests.privacy.deletion.deleting import DELETE, FAREWELL, GO, STAY, has_left, state_of
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words

NO_CHOICE = "Bitte wählen Sie, ob die Beiträge bleiben oder gelöscht werden."
STRANGE_CHOICE = "Bitte wählen Sie eine der beiden Möglichkeiten."
NOT_SURE = "Bitte bestätigen Sie, dass Sie das wissen."


@pytest.fixture
def as_anna(signed_in, anna):
    return signed_in(anna)


@pytest.fixture
def as_dora(signed_in, dora):
    return signed_in(dora)


@each(("sent", "keeps"), [(STAY, True), (GO, False)])
def test_a_member_leaves_for_good(sent, keeps, as_anna, signed_in, anna, thread, events, caplog):
    caplog.clear()
    elsewhere = signed_in(anna)
    response = as_anna.post(DELETE, sent)
    assert (response.status_code, response["Location"]) == (302, FAREWELL)
    assert has_left(anna, keeps=keeps)
    for browser in (as_anna, elsewhere):
        assert browser.get("/konto/")["Location"].startswith("/konto/anmelden/")
    page = as_anna.get(FAREWELL)
    assert "Ihr Konto ist geschlossen" in words(page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert "Anna" not in page.content.decode()
    assert "account_shut" in events()


def test_looking_changes_nothing(as_anna, anna, thread):
    before = state_of(anna)
    assert as_anna.get(DELETE).status_code == 200
    as_anna.head(DELETE)
    assert state_of(anna) == before
    assert as_anna.put(DELETE).status_code == 405
    assert values(as_anna.get(DELETE).content.decode())["posts"] == ""


def test_the_preview_has_true_numbers(as_anna, anna, group, thread, start, say):
    alone = start(anna, "Noch etwas")
    say(alone, anna, "Nachtrag.")
    removed = say(thread, anna, "Zu viel gesagt.")
    removed.remove(anna)
    text = words(as_anna.get(DELETE).content.decode())
    assert "3 Beiträge in 2 Themen der Gruppe „Engagiertes Quartier“" in text
    assert "2 begonnene Themen" in text
    assert "1 Thema, in dem sonst niemand geschrieben hat, verschwindet ganz" in text
    assert "1 Mitgliedschaft in Gruppen" in text
    assert f"{anna.notifications.count()} Mitteilung" in text
    assert "Anmeldung : Passwort, Codes, 1 angemeldetes Gerät" in text


def test_the_preview_asks_no_more_of_the_database_with_more_rows(
    as_anna, anna, thread, start, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_anna.get(DELETE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        as_anna.get(DELETE)
    for number in range(10):
        group = Group.objects.create(slug=f"g{number}", title=f"G {number}", summary="–", description="–")
        group.admit(anna)
        start(anna, f"Thema {number}")
    with django_assert_num_queries(len(few)):
        as_anna.get(DELETE)


def test_whoever_has_written_nothing_is_not_asked_about_it(signed_in, carla):
    browser = signed_in(carla)
    assert "posts" not in values(browser.get(DELETE).content.decode())
    assert browser.post(DELETE, {"sure": "on"})["Location"] == FAREWELL
    assert has_left(carla, keeps=True)


@each(
    ("sent", "wrong", "kept"),
    [
        ({}, {"posts": NO_CHOICE, "sure": NOT_SURE}, ("", "")),
        ({"posts": "bleiben"}, {"sure": NOT_SURE}, ("bleiben", "")),
        ({"posts": "gehen", "sure": ""}, {"sure": NOT_SURE}, ("gehen", "")),
        ({"sure": "on"}, {"posts": NO_CHOICE}, ("", "on")),
        ({"posts": "alles\0", "sure": "on"}, {"posts": STRANGE_CHOICE}, ("", "on")),
        ({"posts": ["gehen", "x"], "sure": "on"}, {"posts": STRANGE_CHOICE}, ("", "on")),
    ],
)
def test_what_is_missing_or_unknown_is_said_at_its_field(
    sent, wrong, kept, as_anna, anna, thread, events, caplog
):
    caplog.clear()
    before = state_of(anna)
    response = as_anna.post(DELETE, sent)
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html) == wrong
    assert (values(html)["posts"], values(html)["sure"]) == kept
    assert "<title>Fehler: Konto löschen" in html
    assert state_of(anna) == before
    assert events()[-1] == "departure_refused"


def test_a_form_of_another_site_deletes_nothing(anna, thread):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)
    before = state_of(anna)
    assert browser.post(DELETE, GO).status_code == 403
    assert state_of(anna) == before


def test_who_it_is_is_asked_afresh_and_the_choice_waits(anna, thread):
    browser = Client()
    browser.force_login(anna, ago=3600)
    before = state_of(anna)
    assert browser.get(DELETE)["Location"].startswith("/konto/bestaetigen/")
    response = browser.post(DELETE, GO)
    assert response.status_code == 403
    assert 'name="posts" value="gehen"' in response.content.decode()
    assert state_of(anna) == before


def test_the_same_form_again_leads_to_signing_in(as_anna, anna, thread):
    as_anna.post(DELETE, STAY)
    after = state_of(anna)
    assert as_anna.post(DELETE, GO)["Location"].startswith("/konto/anmelden/")
    assert state_of(anna) == after


def test_who_leads_alone_hands_over_in_place_and_comes_back(
    as_dora, dora, anna, group, member, thread, events
):
    before = state_of(dora)
    response = as_dora.post(DELETE, GO)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Ihr Konto ist nicht gelöscht." in html
    assert "Konto endgültig löschen" not in html
    assert state_of(dora) == before
    assert events()[-1] == "departure_refused"
    way = "/gruppen/quartier/austreten/?next=%2Fkonto%2Fdaten%2Floeschen%2F%3Fbeitraege%3Dgehen"
    assert f'href="{way}"' in html
    assert f'href="{DELETE}?beitraege=gehen"' in as_dora.get(way).content.decode()
    back = as_dora.post(way, {"successor": member(anna).pk})["Location"]
    assert back == f"{DELETE}?beitraege=gehen"
    assert values(as_dora.get(back).content.decode())["posts"] == "gehen"
    assert as_dora.post(DELETE, GO)["Location"] == FAREWELL
    assert [lead.pk for lead in group.leads] == [anna.pk]


@each("address", ["//fremd.example/", "https://fremd.example/", "javascript:alert(1)"])
def test_leaving_a_group_leads_to_no_other_site(address, as_anna, group):
    assert as_anna.post(f"/gruppen/quartier/austreten/?next={address}")["Location"] == "/gruppen/"


@each("left", ["nobody", "somebody without an account"])
def test_a_group_without_anybody_else_is_archived(left, as_dora, dora, anna, group, thread):
    group.memberships.exclude(user__in=[dora, anna] if left != "nobody" else [dora]).delete()
    User.objects.filter(pk=anna.pk).update(is_active=False)
    text = words(as_dora.get(DELETE).content.decode())
    assert "wird diese Gruppe, in der sonst niemand ist: Engagiertes Quartier" in text
    assert as_dora.post(DELETE, STAY)["Location"] == FAREWELL
    group.refresh_from_db()
    assert group.archived_at
    assert [(entry.act, entry.actor) for entry in Entry.objects.all()] == [(Act.GROUP_ARCHIVED, dora)]


def test_of_two_leads_one_goes_without_handing_over(as_dora, dora, anna, group, member, thread):
    actions.change_role(member(anna), Role.LEAD, dora)
    assert as_dora.post(DELETE, STAY)["Location"] == FAREWELL
    assert [lead.pk for lead in group.leads] == [anna.pk]


def test_the_last_admin_stays(signed_in, vera, person, events):
    browser, before = signed_in(vera), state_of(vera)
    response = browser.post(DELETE, {"sure": "on"})
    assert response.status_code == 409
    assert "Außer Ihnen verwaltet niemand die Website." in words(response.content.decode())
    assert state_of(vera)["erasure"] == before["erasure"] == []
    person("Valerie", "admin")
    assert browser.post(DELETE, {"sure": "on"})["Location"] == FAREWELL


def test_who_waits_for_an_answer_waits_no_more(as_dora, signed_in, carla, group):
    add_request(group, carla, why="group", reason="Ich wäre gern dabei.")
    assert "Carla Carlasen" in as_dora.get("/gruppen/quartier/anfragen/").content.decode()
    signed_in(carla).post(DELETE, {"sure": "on"})
    assert not group.requests.waiting().exists()


def test_the_members_list_is_right_at_once(as_anna, as_dora, thread):
    as_anna.post(DELETE, STAY)
    assert "Anna Annasen" not in as_dora.get("/gruppen/quartier/mitglieder/").content.decode()


def test_an_erasure_for_inactivity_becomes_the_persons_own_and_is_due_at_once(as_anna, anna, thread):
    later = timezone.now() + timedelta(days=20)
    Erasure.objects.create(user=anna, reason="inactivity", due_at=later, asked_at=later - timedelta(days=30))
    as_anna.post(DELETE, GO)
    assert has_left(anna, keeps=False)
    assert Erasure.objects.due().get().user == anna


def test_the_farewell_is_for_nobody_who_is_signed_in(as_anna):
    assert as_anna.get(FAREWELL)["Location"] == "/konto/"


def test_the_page_of_ones_data_lists_ones_groups(as_anna, group):
    html = as_anna.get("/konto/daten/").content.decode()
    assert 'href="/gruppen/quartier/austreten/?next=/konto/daten/"' in html
    assert f'href="{DELETE}"' in html
