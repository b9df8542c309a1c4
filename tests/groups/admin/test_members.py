"""Editors decide in /redaktion/ who leads a group and who belongs to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from groups.audit_labels import Act
from groups.models import Removal, Role
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.admin import entries, mails, text
from tests.support.pages.forms import words
from tests.support.pages.joining import ask, remove, rows

LEAD = {"email": "carla@stadt.example"}
ALONE = (
    "Dora Dorasen leitet die Gruppe allein. Bitte übertragen Sie zuerst jemand anderem die Gruppenleitung."
)


def test_a_group_that_nobody_leads_says_so_and_gets_a_lead(as_emil, group, managed, carla):
    group.memberships.exclude(role=Role.MEMBER).delete()
    assert "Niemand leitet oder moderiert diese Gruppe." in text(as_emil.get(managed))
    assert as_emil.post(managed, LEAD).status_code == 302
    assert [lead.pk for lead in group.leads] == [carla.pk]


def test_whoever_was_no_member_becomes_a_lead_and_gets_a_mail(as_emil, group, managed, carla):
    asked = ask(group, carla)
    response = as_emil.post(managed, {"email": " Carla@Stadt.example "}, follow=True)
    assert "Carla Carlasen leitet jetzt die Gruppe." in text(response)
    assert group.memberships.get(user=carla).role == Role.LEAD
    asked.refresh_from_db()
    assert asked.outcome == "settled"
    assert entries() == [("member_appointed", "Emil Emilsen", f"user.{carla.pk}", group.subject)]
    assert mails() == [(carla.email, "Sie leiten jetzt die Gruppe „Lesekreis“")]
    assert "Emil Emilsen hat Sie in die Gruppe „Lesekreis“ aufgenommen" in OutgoingMail.objects.get().text


def test_a_removal_is_deleted_when_an_editor_appoints(as_emil, group, managed, carla, dora):
    remove(group, carla, dora)
    as_emil.post(managed, LEAD)
    assert not Removal.objects.exists()


def test_a_member_is_appointed_by_address_too(as_emil, group, managed, anna):
    as_emil.post(managed, {"email": anna.email})
    assert group.memberships.get(user=anna).role == Role.LEAD
    assert entries() == [("role_changed", "Emil Emilsen", f"user.{anna.pk}", group.subject)]
    assert mails() == [(anna.email, "Ihre Rolle in der Gruppe „Lesekreis“")]


def test_a_second_click_appoints_nobody_again(as_emil, group, managed, carla):
    as_emil.post(managed, LEAD)
    before = rows()
    assert "Carla Carlasen leitet die Gruppe schon." in text(as_emil.post(managed, LEAD, follow=True))
    assert rows() == before


@each(
    ("typed", "said"),
    [
        ("", "Bitte geben Sie die E-Mail-Adresse der Person ein."),
        ("carla", "Bitte geben Sie eine vollständige E-Mail-Adresse ein"),
        ("niemand@stadt.example", "Zu dieser Adresse gibt es kein Konto."),
        ("carla@stadt.example", "Das Konto von Carla Carlasen ist deaktiviert."),
        ("carla@stadt.example\x00", "Bitte geben Sie eine vollständige E-Mail-Adresse ein"),
    ],
)
def test_an_address_that_cannot_lead_is_refused_at_its_field(typed, said, as_emil, managed, carla):
    User.objects.filter(pk=carla.pk).update(is_active=False)
    before = rows()
    response = as_emil.post(managed, {"email": typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert said in text(response)
    assert f'value="{typed}"' in html or not typed
    assert 'aria-invalid="true"' in html
    assert "<title>Fehler: " in " ".join(html.split()).replace("<title> ", "<title>")
    assert rows() == before


def test_editors_do_not_let_themselves_in(as_emil, group, managed, emil):
    before = rows()
    response = as_emil.post(managed, {"email": emil.email})
    assert "Sich selbst können Sie nicht in eine Gruppe aufnehmen." in text(response)
    assert rows() == before
    group.admit(emil)
    as_emil.post(managed, {"email": emil.email})
    assert group.memberships.get(user=emil).role == Role.LEAD
    assert mails() == []


def test_an_archived_group_takes_nobody_in_but_a_member_can_lead_it(
    as_emil, group, managed, carla, anna, dora
):
    group.archive(dora)
    before = rows()
    assert "Die Gruppe ist abgeschlossen und nimmt niemanden auf." in text(as_emil.post(managed, LEAD))
    assert rows() == before
    as_emil.post(managed, {"email": anna.email})
    assert group.memberships.get(user=anna).role == Role.LEAD


def test_the_leads_read_in_their_log_whom_an_editor_appointed(as_emil, as_dora, managed, carla):
    as_emil.post(managed, LEAD)
    shown = words(as_dora.get("/gruppen/lesekreis/protokoll/").content.decode())
    assert f"Emil Emilsen {Act.MEMBER_APPOINTED.label}: Carla Carlasen" in shown


def test_an_editor_changes_a_role_and_the_person_is_mailed(as_emil, group, managed_member, anna):
    assert as_emil.post(managed_member(anna), {"role": "moderator"}).status_code == 302
    assert group.memberships.get(user=anna).role == Role.MODERATOR
    assert entries() == [("role_changed", "Emil Emilsen", f"user.{anna.pk}", group.subject)]
    assert mails() == [(anna.email, "Ihre Rolle in der Gruppe „Lesekreis“")]
    before = rows()
    as_emil.post(managed_member(anna), {"role": "moderator"})
    assert rows() == before


def test_the_last_lead_stays(as_emil, managed_member, dora):
    before = rows()
    assert ALONE in text(as_emil.post(managed_member(dora), {"role": "member"}))
    assert rows() == before


def test_an_unknown_role_is_refused(as_emil, managed_member, anna):
    before = rows()
    response = as_emil.post(managed_member(anna), {"role": "king"})
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert rows() == before


def test_an_editor_removes_a_member_and_says_why(as_emil, group, managed_member, anna, emil):
    address = f"{managed_member(anna)}entfernen/"
    assert "Bitte schreiben Sie der Person, warum." in text(as_emil.post(address, {"reason": " "}))
    assert group.memberships.filter(user=anna).exists()
    as_emil.post(address, {"reason": "Umgezogen."})
    assert not group.memberships.filter(user=anna).exists()
    assert (Removal.objects.get().removed_by, Removal.objects.get().reason) == (emil, "Umgezogen.")
    assert entries() == [("member_removed", "Emil Emilsen", f"user.{anna.pk}", group.subject)]
    mail = OutgoingMail.objects.get()
    for said in (mail.text, mail.html):
        assert "die Redaktion hat Ihre Mitgliedschaft in der Gruppe „Lesekreis“ beendet" in said
        assert "Umgezogen." in said
    assert as_emil.post(address, {"reason": "Umgezogen."}).status_code == 404
    assert OutgoingMail.objects.count() == 1


@pytest.mark.usefixtures("second_lead")
def test_a_lead_is_demoted_before_being_removed(as_emil, managed_member, dora):
    address = f"{managed_member(dora)}entfernen/"
    before = rows()
    for response in (
        as_emil.get(address, follow=True),
        as_emil.post(address, {"reason": "Weg."}, follow=True),
    ):
        assert "Dora Dorasen leitet die Gruppe. Ändern Sie bitte zuerst die Rolle." in text(response)
    assert rows() == before


def test_members_are_found_by_name(as_emil, group, managed, person):
    for name in ("Xaver", "Xenia"):
        group.admit(person(name))
    shown = text(as_emil.get(f"{managed}?q=XAV"))
    assert "Xaver Xaversen Mitglied" in shown
    assert "Xenia" not in shown
    assert "Unter den weiteren Mitgliedern heißt niemand so." in text(as_emil.get(f"{managed}?q=%25"))
    for odd in ("%00", "x" * 101):
        assert as_emil.get(f"{managed}?q={odd}").status_code == 200


def fill(group, numbers):
    for number in numbers:
        user = User.objects.create_user(f"m{number}@stadt.example", f"Person {number:03}")
        group.admit(user, Role.MODERATOR if number % 5 == 0 else Role.MEMBER)
        group.invitations.create(label=f"Link {number}", created_by=user)


def test_a_large_group_costs_as_many_queries_as_a_small_one_and_is_paged(as_emil, group, managed):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert as_emil.get(managed).status_code == 200
        return len(captured)

    fill(group, range(2))
    queries()
    few = queries()
    fill(group, range(2, 70))
    assert queries() == few
    assert "Seite 1 von 2" in text(as_emil.get(managed))
    assert "Person 069" in text(as_emil.get(f"{managed}?p=2"))
