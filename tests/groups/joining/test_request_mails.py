"""Who gets which mail about a request, and what it does not tell."""

import re

import pytest
from django.utils import timezone

from accounts.models import User
from groups.models import Invitation, JoinRequest, Role
from mail.models import OutgoingMail
from tests.support.pages.joining import ask, headings, links_in, next_actions, rows

pytestmark = pytest.mark.usefixtures("on_request")

DIRECTORY = "/gruppen/lesekreis/zugang/"


@pytest.fixture
def as_carla(carla, signed_in, ulm):
    User.objects.filter(pk=carla.pk).update(municipality=ulm)
    return signed_in(carla)


def mails():
    return {mail.to: mail for mail in OutgoingMail.objects.all()}


def test_each_lead_is_notified_of_a_request_and_nobody_else(as_carla, group, dora, second_lead):
    as_carla.post(DIRECTORY, {"reason": "Ich lese gern."})
    assert sorted(mails()) == [dora.email, second_lead.email]
    assert OutgoingMail.objects.count() == 2


def test_the_mail_to_leads_names_the_person_and_the_domain_but_no_address(as_carla, group, dora):
    as_carla.post(DIRECTORY, {"reason": "Ich lese <b>gern</b>.\n\nUnd viel."})
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Carla Carlasen möchte in die Gruppe „Lesekreis“"
    assert "Anfrage von Carla Carlasen, Ulm" in mail.text
    assert "Ich lese <b>gern</b>.\n\nUnd viel." in mail.text
    assert "<b>gern</b>" not in mail.html
    for text in (mail.text, mail.html, mail.subject, str(mail.headers)):
        assert "carla@" not in text
    assert "(stadt.example)" in mail.text


def test_the_button_of_the_mail_leads_to_the_page_on_which_the_lead_decides(as_carla, group, dora, signed_in):
    as_carla.post(DIRECTORY, {"reason": "Bitte."})
    (address,) = (link for link in links_in(OutgoingMail.objects.get()) if "/anfragen/" in link)
    html = signed_in(dora).get(address).content.decode()
    assert next_actions(html) == [("Freigeben", f"{address}freigeben/")]


def test_a_lead_whose_account_is_off_gets_no_mail(as_carla, group, dora, second_lead):
    User.objects.filter(pk=dora.pk).update(is_active=False)
    as_carla.post(DIRECTORY, {"reason": "Bitte."})
    assert list(mails()) == [second_lead.email]


@pytest.fixture
def without_leads(group):
    group.memberships.filter(role=Role.LEAD).delete()


def test_without_a_lead_the_admins_are_notified(as_carla, without_leads, vera, emil):
    as_carla.post(DIRECTORY, {"reason": "Bitte."})
    assert list(mails()) == [vera.email]


def test_without_a_lead_an_admin_can_decide_where_the_mail_leads(
    as_carla, group, without_leads, vera, carla, signed_in
):
    as_carla.post(DIRECTORY, {"reason": "Bitte."})
    (address,) = (link for link in links_in(OutgoingMail.objects.get()) if "/anfragen/" in link)
    browser = signed_in(vera)
    assert browser.get(address).status_code == 200
    browser.post(f"{address}freigeben/")
    assert group.memberships.filter(user=carla).exists()


def test_a_second_press_sends_no_second_mail(as_carla, group):
    for _ in range(2):
        as_carla.post(DIRECTORY, {"reason": "Bitte."})
    assert OutgoingMail.objects.count() == 1


def test_asking_and_withdrawing_again_and_again_does_not_flood_the_leads(as_carla, group, events):
    for _ in range(22):
        as_carla.post(DIRECTORY, {"reason": "Bitte."})
        as_carla.post(f"{DIRECTORY}zurueckziehen/")
    html = as_carla.post(DIRECTORY, {"reason": "Bitte."}).content.decode()
    assert OutgoingMail.objects.count() <= 20
    assert "Das waren viele Versuche." in html
    assert "join_limited" in events()


@pytest.mark.parametrize("landing_path", ["", "/gruppen/lesekreis/ueber/"])
def test_the_mail_to_the_approved_leads_where_the_link_does(landing_path, group, carla, as_dora, invitation):
    Invitation.objects.update(landing_path=landing_path, needs_approval=True)
    asked = ask(group, carla, invitation=invitation, why="link")
    as_dora.post(f"/gruppen/lesekreis/anfragen/{asked.pk}/freigeben/")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (carla.email, "Willkommen in der Gruppe „Lesekreis“")
    assert (landing_path or "/gruppen/lesekreis/") in links_in(mail)
    assert "Sie sind jetzt Mitglied" in mail.text
    assert "Sie sind jetzt Mitglied" in mail.html


@pytest.mark.parametrize("words", ["", "Leider voll."])
def test_the_mail_to_the_declined_holds_the_words_and_when_to_try_again(words, group, carla, as_dora):
    asked = ask(group, carla)
    as_dora.post(f"/gruppen/lesekreis/anfragen/{asked.pk}/ablehnen/", {"words": words})
    mail = OutgoingMail.objects.get()
    assert mail.to == carla.email
    for text in (mail.text, mail.html):
        assert ("Sie schreibt dazu:" in text) == bool(words)
        assert words in text
        assert "In zwei Wochen können Sie noch einmal anfragen." in text


def test_no_name_breaks_out_of_the_subject(group, signed_in, carla, dora):
    User.objects.filter(pk=carla.pk).update(name="Carla\r\nBcc: x@boese.example")
    signed_in(carla).post(DIRECTORY, {"reason": "Bitte."})
    mail = OutgoingMail.objects.get()
    assert not re.search(r"[\r\n]", mail.subject)
    assert mail.to == dora.email
    assert "Bcc" not in mail.headers


@pytest.mark.parametrize("name", ["Nina\nBcc: x@boese.example", "Nina\r\nBcc: x@boese.example"])
def test_a_line_break_typed_in_a_name_is_a_space_in_the_subject(name, client, group, submitted, mailed_code):
    client.post(DIRECTORY, submitted | {"name": name, "reason": "Bitte."})
    client.post(f"{DIRECTORY}code/", {"code": mailed_code()})
    mail = OutgoingMail.objects.latest("pk")
    assert mail.subject == "Nina Bcc: x@boese.example möchte in die Gruppe „Lesekreis“"
    assert "Bcc" not in mail.headers


def test_an_approval_whose_mail_cannot_be_queued_is_none(group, carla, dora, signed_in):
    asked = ask(group, carla)
    User.objects.filter(pk=carla.pk).update(email="kein zustellbares ziel")
    browser, before = signed_in(dora, raise_request_exception=False), rows()
    assert browser.post(f"/gruppen/lesekreis/anfragen/{asked.pk}/freigeben/").status_code == 500
    assert rows() == before


def test_removing_a_member_says_that_coming_back_needs_the_leads(group, as_dora, anna):
    membership = group.memberships.get(user=anna)
    html = as_dora.get(f"/gruppen/lesekreis/mitglieder/{membership.pk}/entfernen/").content.decode()
    assert "Anna Annasen aus der Gruppe entfernen?" in headings(html, 2)
    assert "Mit einer gültigen Einladung ist ein neuer Beitritt möglich." not in html


def test_the_page_of_a_request_shows_its_day(group, as_dora, carla):
    asked = ask(group, carla)
    JoinRequest.objects.update(created_at=timezone.now().replace(year=2024, month=3, day=9, hour=12))
    assert "9. März 2024" in as_dora.get(f"/gruppen/lesekreis/anfragen/{asked.pk}/").content.decode()
