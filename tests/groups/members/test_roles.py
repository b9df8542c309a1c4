"""Roles: who gives them to whom, who is notified, and that a group keeps a lead."""

import re

import pytest

from accounts.models import User
from audit.models import Entry
from groups.members import actions
from groups.models import Membership
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.pages.joining import rows

MEMBERS = "/gruppen/lesekreis/mitglieder/"
LAST_LEAD = "{} leitet die Gruppe allein. Bitte übertragen Sie zuerst jemand anderem die Gruppenleitung."
SAID = {
    "lead": "leitet jetzt die Gruppe",
    "moderator": "moderiert jetzt die Gruppe",
    "member": "ist jetzt Mitglied ohne weitere Aufgabe",
}
TITLES = {
    "lead": "Sie leiten jetzt die Gruppe",
    "moderator": "Sie moderieren jetzt die Gruppe",
    "member": "Sie sind jetzt Mitglied ohne weitere Aufgabe",
}
MEANS = {
    "member": "Sie lesen und schreiben mit, wie alle Mitglieder.",
    "moderator": "Sie können Themen schließen und anheften, Ankündigungen schreiben und Beiträge löschen.",
    "lead": "Sie laden ein, beantworten Anfragen, vergeben Rollen und richten die Gruppe ein.",
}
LABELS = {"member": "Mitglied", "moderator": "Moderation", "lead": "Gruppenleitung"}


@pytest.fixture
def address(member):
    """Where a person's role is set."""
    return lambda user: f"{MEMBERS}{member(user).pk}/"


@pytest.fixture
def as_vera(vera, signed_in):
    return signed_in(vera)


def switch_off(*users):
    """Their accounts are off, and they are signed out nowhere."""
    User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=False)


def refused(html):
    """What the page says is wrong with the role; the title and the top of the form point to it."""
    assert "<title>Fehler: " in html
    assert '<a href="#id_role">Rolle</a>' in html
    return words(re.search(r'<div id="id_role_error">(.*?)</div>', html, re.DOTALL)[1])


@pytest.mark.usefixtures("second_lead")
@each(
    ("name", "former", "role"),
    [
        ("anna", "member", "moderator"),
        ("anna", "member", "lead"),
        ("ben", "moderator", "lead"),
        ("ben", "moderator", "member"),
        ("second_lead", "lead", "moderator"),
        ("second_lead", "lead", "member"),
    ],
)
def test_a_lead_gives_a_role_and_the_person_is_mailed(
    name, former, role, as_dora, dora, group, member, address, request, events
):
    user = request.getfixturevalue(name)
    before = Membership.objects.exclude(user=user).order_by("pk").values()
    others = list(before)
    response = as_dora.post(address(user), {"role": role}, follow=True)
    assert response.redirect_chain == [(MEMBERS, 302)]
    assert f"{user.name} {SAID[role]}." in words(response.content.decode())
    assert member(user).role == role
    assert list(before.all()) == others
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == ("role_changed", dora, f"user.{user.pk}")
    assert (entry.scope, entry.details) == (f"group.{group.pk}", {"former": former, "role": role})
    assert events()[-1] == "role_changed"


@pytest.mark.parametrize("role", LABELS)
def test_the_mail_says_who_gave_which_role_and_what_it_means(role, as_dora, ben, member, address):
    Membership.objects.filter(pk=member(ben).pk).update(role="member" if role != "member" else "lead")
    as_dora.post(address(ben), {"role": role})
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (ben.email, "Ihre Rolle in der Gruppe „Lesekreis“")
    for text in (" ".join(mail.text.split()), words(mail.html)):
        assert TITLES[role] in text
        assert "Dora Dorasen hat Ihre Rolle in der Gruppe „Lesekreis“ geändert." in text
        assert [meant for meant in MEANS.values() if meant in text] == [MEANS[role]]
    assert "/gruppen/lesekreis/" in mail.text
    assert "/gruppen/lesekreis/" in mail.html


def test_a_new_role_holds_at_once(as_dora, as_ben, as_anna, anna, ben, address):
    as_dora.post(address(anna), {"role": "lead"})
    assert as_anna.get(address(ben)).status_code == 200
    as_anna.post(address(ben), {"role": "member"})
    assert as_ben.get("/gruppen/lesekreis/protokoll/").status_code == 403


@pytest.mark.usefixtures("second_lead")
@each(("name", "role"), [("anna", "member"), ("ben", "moderator"), ("second_lead", "lead")])
def test_the_same_role_again_is_no_change(name, role, as_dora, address, request):
    user = request.getfixturevalue(name)
    before = rows()
    assert as_dora.post(address(user), {"role": role})["Location"] == MEMBERS
    assert rows() == before


def test_looking_shows_the_role_and_changes_nothing(as_dora, ben, address):
    before = rows()
    html = as_dora.get(address(ben)).content.decode()
    chosen = [tag for tag in re.findall(r'<input type="radio"[^>]*>', html) if " checked" in tag]
    assert len(chosen) == 1
    assert 'value="moderator"' in chosen[0]
    assert re.findall(r'name="role" value="(\w+)"', html) == ["lead", "moderator", "member"]
    assert as_dora.get(address(ben), {"role": "lead"}).status_code == 200
    assert rows() == before


@each("role", ["chef", "LEAD", " ", "lead\0", "member,lead", "Gruppenleitung"])
def test_an_unknown_role_is_refused_at_its_field(role, as_dora, anna, address):
    before = rows()
    response = as_dora.post(address(anna), {"role": role})
    assert response.status_code == 200
    assert refused(response.content.decode())
    assert rows() == before


@each("sent", [{"role": ""}, {"rolle": "lead"}])
def test_no_role_is_refused_at_its_field(sent, as_dora, anna, address):
    before = rows()
    assert refused(as_dora.post(address(anna), sent).content.decode())
    assert rows() == before


@pytest.mark.usefixtures("carla", "emil", "vera")
@each("method", ["get", "post"])
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("emil", 404), ("vera", 404)])
def test_nobody_but_leads_gives_roles(name, status, method, group, signed_in, request, address):
    user = request.getfixturevalue(name)
    browser, before = signed_in(user), rows()
    for other in group.memberships.select_related("user"):
        assert getattr(browser, method)(address(other.user), {"role": "lead"}).status_code == status
    assert rows() == before


def test_a_lead_gives_no_role_in_another_group(as_dora, group, other_group, carla):
    elsewhere = other_group.memberships.get(user=carla).pk
    before = rows()
    for where in ("lesekreis", "chor"):
        response = as_dora.post(f"/gruppen/{where}/mitglieder/{elsewhere}/", {"role": "member"})
        assert response.status_code == 404
    assert rows() == before


def test_somebody_who_has_left_meanwhile_is_not_found(as_dora, anna, member, address):
    where = address(anna)
    actions.leave_group(member(anna))
    assert as_dora.post(where, {"role": "lead"}).status_code == 404


def test_leads_find_everybody_s_page_and_their_own(as_dora, anna, ben, dora, second_lead, address):
    html = as_dora.get(MEMBERS).content.decode()
    linked = [address(user) for user in (anna, ben, second_lead, dora) if f'href="{address(user)}"' in html]
    assert linked == [address(user) for user in (anna, ben, second_lead, dora)]


def test_a_lead_beside_another_steps_down_without_a_mail(as_dora, dora, second_lead, member, address):
    response = as_dora.post(address(dora), {"role": "member"}, follow=True)
    assert response.redirect_chain == [(MEMBERS, 302)]
    assert "Ändern" not in response.content.decode()
    assert member(dora).role == "member"
    assert not OutgoingMail.objects.exists()
    assert Entry.objects.get().details == {"former": "lead", "role": "member"}


@pytest.mark.parametrize("role", ["member", "moderator"])
def test_the_last_lead_does_not_step_down(role, as_dora, dora, address, events):
    before = rows()
    response = as_dora.post(address(dora), {"role": role})
    html = response.content.decode()
    assert response.status_code == 200
    assert refused(html) == LAST_LEAD.format("Dora Dorasen")
    assert re.search(rf'<input type="radio" name="role" value="{role}"[^>]* checked', html)
    assert events()[-1] == "role_refused"
    assert rows() == before


def test_a_lead_whose_only_co_lead_has_no_account_any_more_is_the_last(as_dora, dora, second_lead, address):
    switch_off(second_lead)
    before = rows()
    response = as_dora.post(address(dora), {"role": "member"})
    assert refused(response.content.decode()) == LAST_LEAD.format("Dora Dorasen")
    assert rows() == before


def test_a_lead_of_another_group_does_not_count(as_dora, dora, other_group, address):
    html = as_dora.post(address(dora), {"role": "member"}).content.decode()
    assert refused(html) == LAST_LEAD.format("Dora Dorasen")


def test_a_lead_without_an_account_loses_the_role(as_dora, second_lead, member, address):
    switch_off(second_lead)
    as_dora.post(address(second_lead), {"role": "member"})
    assert member(second_lead).role == "member"


def test_an_admin_gives_a_group_without_leads_a_new_one(as_vera, vera, anna, dora, member, address):
    switch_off(dora)
    before = rows()
    html = as_vera.post(address(dora), {"role": "member"}).content.decode()
    assert refused(html) == LAST_LEAD.format("Dora Dorasen")
    assert rows() == before
    assert as_vera.post(address(anna), {"role": "lead"})["Location"] == MEMBERS
    assert member(anna).role == "lead"
    assert not Membership.objects.filter(user=vera).exists()
    assert [(entry.actor, entry.object) for entry in Entry.objects.all()] == [(vera, f"user.{anna.pk}")]
    assert "Vera Verasen hat Ihre Rolle" in OutgoingMail.objects.get(to=anna.email).text
    assert as_vera.post(address(anna), {"role": "member"}).status_code == 404


@pytest.mark.usefixtures("emil", "carla")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("emil", 404), ("carla", 404)])
def test_in_a_group_without_leads_nobody_but_an_admin_gives_roles(
    name, status, dora, signed_in, request, address
):
    user = request.getfixturevalue(name)
    where = address(dora)
    switch_off(dora)
    before = rows()
    assert signed_in(user).post(where, {"role": "member"}).status_code == status
    assert rows()["Membership"] == before["Membership"]


def test_who_gives_roles_all_the_time_has_to_wait(as_dora, anna, member, address, settings):
    settings.ACCOUNT_RATE_LIMITS = {"role_given": "2/h/user"}
    for role in ("moderator", "member"):
        assert as_dora.post(address(anna), {"role": role}).status_code == 302
    html = as_dora.post(address(anna), {"role": "moderator"}).content.decode()
    assert refused(html).startswith("Sie haben in der letzten Stunde sehr viele Rollen geändert")
    assert OutgoingMail.objects.filter(to=anna.email).count() == 2
