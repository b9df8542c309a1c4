"""Whoever is not let in at once asks, and the lead answers on another device."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
JOIN_URL = "/gruppen/engagiertes-quartier/beitreten/"


@pytest.fixture
def link(eq, dora):
    from groups.models import Invitation

    return Invitation.objects.create(group=eq, label="Handzettel", words="Bis bald!", created_by=dora)


def fill_in(page, button):
    page.get_by_label("Name").fill("Nina Neu")
    page.get_by_label("E-Mail-Adresse").fill("nina@anderswo.example")
    page.get_by_label("Stadt oder Gemeinde").fill("Ulm")
    page.get_by_role("checkbox", name="Ich bin einverstanden").check()
    page.get_by_role("button", name=button).click()


def newest_mail_to(address):
    from mail.models import OutgoingMail

    return OutgoingMail.objects.filter(to=address).latest("pk")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_with_another_mail_domain_one_asks_and_a_lead_lets_in(
    scripts, new_context, lead, dora, eq, mailed_code
):
    phone = new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    phone.goto(JOIN_URL)
    fill_in(phone, "Beitreten")
    question = phone.get_by_label("Warum möchten Sie dabei sein?")
    expect(question).to_be_focused()
    expect(question).to_be_in_viewport()
    expect(phone.get_by_label("Name")).to_have_value("Nina Neu")
    expect(phone.get_by_role("checkbox", name="Ich bin einverstanden")).to_be_checked()
    question.fill("Ich berate Städte.")
    phone.get_by_role("button", name="Zugang anfragen").click()
    phone.get_by_label("Code").fill(mailed_code())
    if not scripts:
        phone.get_by_role("button", name="Code bestätigen").click()
    expect(phone.get_by_role("heading", name="Ihre Anfrage wartet")).to_be_visible()
    answer(lead, newest_mail_to(dora.email))
    phone.reload()
    expect(phone).to_have_url(re.compile("/gruppen/engagiertes-quartier/$"))
    assert eq.memberships.filter(user__name="Nina Neu").exists()


def answer(lead, mail):
    assert "Ich berate Städte." in mail.text
    assert "nina@" not in mail.text
    lead.goto(re.search(r"http\S+/anfragen/\d+/", mail.text)[0])
    lead.get_by_role("button", name="Freigeben").click()
    expect(lead.get_by_text("Nina Neu ist jetzt Mitglied")).to_be_visible()


def test_at_a_dead_link_the_mailed_link_asks_from_another_device(new_context, watch, eq, link, dora):
    from groups.invitations.link_actions import revoke_link

    revoke_link(link, dora)
    desk = new_context().new_page()
    watch.expected.append("410")
    desk.goto(link.get_absolute_url())
    desk.get_by_role("link", name="Zugang anfragen").click()
    desk.get_by_label("Warum möchten Sie dabei sein?").fill("Ich war auf dem Fachtag.")
    fill_in(desk, "Zugang anfragen")
    expect(desk.get_by_role("heading", name="Fast geschafft")).to_be_visible()
    mail = newest_mail_to("nina@anderswo.example")
    phone = new_context(viewport=PHONE).new_page()
    phone.goto(re.search(r"http\S+/bestaetigen/\S+", mail.text)[0])
    phone.get_by_role("button", name="Zugang anfragen").click()
    expect(phone.get_by_role("heading", name="Ihre Anfrage wartet")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("heading", name="Schon bestätigt")).to_be_visible()
    assert eq.requests.waiting().get().reason == "Ich war auf dem Fachtag."


def test_only_who_looks_at_an_invitation_counts_as_having_opened_it(new_context, link):
    new_context(java_script_enabled=False).new_page().goto(link.get_absolute_url())
    page = new_context().new_page()
    with page.expect_response(lambda response: response.url.endswith("/geoeffnet/")) as sent:
        page.goto(link.get_absolute_url())
    assert sent.value.status == 204
    link.refresh_from_db()
    assert link.opened == 1


def test_a_lead_pauses_changes_replaces_and_prints_a_link(lead, link):
    lead.goto("/gruppen/engagiertes-quartier/einladungen/")
    lead.get_by_role("link", name="Handzettel", exact=True).click()
    expect(lead.get_by_role("img", name="QR-Code")).to_be_visible()
    lead.get_by_role("button", name="Anhalten").click()
    expect(lead.get_by_text("angehalten", exact=True)).to_be_visible()
    lead.get_by_role("button", name="Fortsetzen").click()
    lead.get_by_role("link", name="Bearbeiten").click()
    lead.get_by_text("Weitere Einstellungen").click()
    lead.get_by_label("Nur mit Adressen von").fill("ulm.de, Stadt.DE")
    lead.get_by_role("button", name="Speichern").click()
    expect(lead.get_by_text("Adressen von ulm.de oder stadt.de")).to_be_visible()
    lead.get_by_role("link", name="Durch neuen Link ersetzen").click()
    lead.get_by_role("button", name="Ersetzen").click()
    expect(lead.get_by_text("Hier ist der neue Link.")).to_be_visible()
    expect(lead.get_by_text(link.key)).to_have_count(0)
    lead.get_by_role("link", name="Alle Einladungslinks").click()
    lead.get_by_role("link", name="Zum Protokoll").click()
    expect(lead.get_by_text("hat den Link durch einen neuen ersetzt")).to_be_visible()
