"""Editors and admins manage every group in /redaktion/, and nobody else: its pages, its links and its end."""

import pytest
from django.utils import timezone

from groups.models import Group, Mailing
from tests.support.database.undoing import each
from tests.support.pages.admin import entries, text
from tests.support.pages.joining import ask, rows

LEAD = {"email": "carla@stadt.example"}


@pytest.fixture
def pages(managed, anna, managed_member, make_link):
    """Each managed, with what is posted to it."""
    member, link = managed_member(anna), make_link()
    mailing = Mailing.objects.create(group=link.group, label="Per E-Mail")
    return {
        managed: LEAD,
        member: {"role": "lead"},
        f"{member}entfernen/": {"reason": "Umgezogen."},
        f"{managed}abschliessen/": {},
        f"{managed}wieder-oeffnen/": {},
        f"{managed}loeschen/": {"title": "Lesekreis"},
        f"{managed}loeschen/zuruecknehmen/": {},
        f"{managed}links/widerrufen/": {},
        f"{managed}links/{link.pk}/widerrufen/": {},
        f"{managed}per-mail/{mailing.pk}/widerrufen/": {},
    }


@pytest.mark.usefixtures("emil", "vera")
@each("name", ["emil", "vera"])
def test_editors_and_admins_see_each_page_and_looking_changes_nothing(name, pages, request, signed_in):
    browser, before = signed_in(request.getfixturevalue(name)), rows()
    assert {page: browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert rows() == before


@each("name", ["anna", "ben", "carla", "dora"])
def test_nobody_else_sees_or_does_anything(name, pages, carla, request, signed_in):
    browser = signed_in(request.getfixturevalue(name))
    before = rows()
    for page, submitted in pages.items():
        for response in (browser.get(page), browser.post(page, submitted)):
            assert response["Location"] == f"/redaktion/login/?next={page}"
    assert rows() == before


def test_an_editor_without_the_permission_is_turned_away(pages, emil, as_emil):
    emil.groups.get().permissions.filter(codename="change_group").delete()
    before = rows()
    for page, submitted in pages.items():
        assert as_emil.get(page)["Location"] == as_emil.post(page, submitted)["Location"] == "/redaktion/"
    assert rows() == before


def test_anonymous_goes_to_the_sign_in(client, pages):
    for page in pages:
        assert client.get(page)["Location"] == f"/redaktion/login/?next={page}"


def test_an_editor_manages_a_group_but_reads_nothing_in_it(as_emil, group, managed):
    assert as_emil.get(managed).status_code == 200
    for address in ("", "ueber/", "mitglieder/", "einladungen/", "einstellungen/"):
        assert as_emil.get(f"/gruppen/lesekreis/{address}").status_code == 404


def test_the_page_says_how_the_group_stands(as_emil, group, managed, carla, make_link):
    make_link()
    make_link(label="Pause", paused_at=timezone.now())
    ask(group, carla)
    shown = text(as_emil.get(managed))
    for said in (
        *("Zustand offen", "Verzeichnis sichtbar", "Beitritt Einladung", "Mitglieder 3"),
        *("Anfragen, die auf eine Antwort warten 1", "Aktive Links 1"),
        *("Dora Dorasen Gruppenleitung", "Ben Bensen Moderation", "Pause angehalten"),
    ):
        assert said in shown


def test_members_and_links_of_another_group_are_not_to_be_had(as_emil, managed, other_group, carla):
    theirs = other_group.memberships.get(user=carla).pk
    link = other_group.invitations.create(label="Fremd", created_by=carla)
    mailing = other_group.mailings.create(label="Fremd")
    before = rows()
    for address, submitted in {
        f"{managed}mitglieder/{theirs}/": {"role": "member"},
        f"{managed}mitglieder/{theirs}/entfernen/": {"reason": "Weg."},
        f"{managed}links/{link.pk}/widerrufen/": {},
        f"{managed}per-mail/{mailing.pk}/widerrufen/": {},
        f"{managed}mitglieder/0/": {"role": "member"},
        f"{managed}mitglieder/{10**30}/": {"role": "member"},
        "/redaktion/gruppen/0/": LEAD,
    }.items():
        assert as_emil.get(address).status_code == as_emil.post(address, submitted).status_code == 404
    assert rows() == before


def test_an_editor_archives_and_reopens_a_group(as_emil, group, managed):
    for _ in range(2):
        as_emil.post(f"{managed}abschliessen/")
    assert "Zustand abgeschlossen" in text(as_emil.get(managed))
    for _ in range(2):
        as_emil.post(f"{managed}wieder-oeffnen/")
    group.refresh_from_db()
    assert group.is_open
    assert [entry[:2] for entry in entries()] == [
        ("group_archived", "Emil Emilsen"),
        ("group_reopened", "Emil Emilsen"),
    ]


def test_deleting_asks_for_the_name_and_can_be_taken_back(as_emil, group, managed):
    before = rows()
    response = as_emil.post(f"{managed}loeschen/", {"title": "Chor"})
    assert "Das ist nicht der Name dieser Gruppe: „Lesekreis“." in text(response)
    assert 'value="Chor"' in response.content.decode()
    assert rows() == before
    for _ in range(2):
        as_emil.post(f"{managed}loeschen/", {"title": "lesekreis"})
    assert "Zustand wird gelöscht am" in text(as_emil.get(managed))
    for _ in range(2):
        as_emil.post(f"{managed}loeschen/zuruecknehmen/")
    group.refresh_from_db()
    assert (group.delete_at, group.is_open) == (None, False)
    assert [entry[:2] for entry in entries()] == [
        ("deletion_planned", "Emil Emilsen"),
        ("deletion_cancelled", "Emil Emilsen"),
    ]


def test_a_planned_deletion_queues_the_mails_to_the_members(as_emil, group, managed):
    from procrastinate.contrib.django.models import ProcrastinateJob

    as_emil.post(f"{managed}loeschen/", {"title": "Lesekreis"})
    assert ProcrastinateJob.objects.get(task_name="groups.mail_deletion_planned").args == {
        "group_id": group.pk
    }


def test_an_editor_revokes_one_link_and_then_all(as_emil, group, managed, make_link):
    one, _ = make_link(), make_link(label="Zweiter")
    for _ in range(2):
        as_emil.post(f"{managed}links/{one.pk}/widerrufen/")
    assert [link.state for link in group.invitations.order_by("pk")] == ["revoked", "open"]
    assert "Ein Link gilt dann sofort nicht mehr" in text(as_emil.get(f"{managed}links/widerrufen/"))
    assert "Die Einladungen sind widerrufen." in text(
        as_emil.post(f"{managed}links/widerrufen/", follow=True)
    )
    assert "Es gab keine Einladung mehr" in text(as_emil.post(f"{managed}links/widerrufen/", follow=True))
    assert entries() == [
        ("link_revoked", "Emil Emilsen", f"invitation.{one.pk}", group.subject),
        ("links_revoked", "Emil Emilsen", group.subject, group.subject),
    ]


def test_an_editor_revokes_a_mailing(as_emil, managed, group):
    mailing = group.mailings.create(label="Per E-Mail")
    address = f"{managed}per-mail/{mailing.pk}/widerrufen/"
    assert address in as_emil.get(managed).content.decode()
    assert "Einladung per E-Mail „Per E-Mail“ widerrufen?" in as_emil.get(address).content.decode()
    for _ in range(2):
        done = as_emil.post(address, follow=True).content.decode()
        assert "Widerrufen: Einladung per E-Mail „Per E-Mail“." in done
        assert "Der Link" not in done
    assert Mailing.objects.get().state == "revoked"
    assert entries() == [("link_revoked", "Emil Emilsen", f"mailing.{mailing.pk}", group.subject)]


def test_a_deleted_group_has_no_page(as_emil, group, pages):
    now = timezone.now()
    Group.objects.filter(pk=group.pk).update(archived_at=now, delete_at=now, deleted_at=now)
    before = rows()
    for page, submitted in pages.items():
        assert as_emil.get(page).status_code == as_emil.post(page, submitted).status_code == 404
    assert rows() == before


def test_a_post_without_its_token_is_refused(emil, signed_in, pages):
    browser, before = signed_in(emil, enforce_csrf_checks=True), rows()
    assert {browser.post(page, submitted).status_code for page, submitted in pages.items()} == {403}
    assert rows() == before
