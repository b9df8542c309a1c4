"""A lead invites by mail, watches how far it is, and the invited person is in with one form, on another device."""

import re

from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
PASTED = "Nina Neu <nina@anderswo.example>; Otto Alt <otto@anderswo.example>\nkaputt@\nnina@anderswo.example"


def link_mailed_to(address):
    from mail.models import OutgoingMail

    return re.search(r"http\S+/einladung/[\w-]+/\s", OutgoingMail.objects.get(to=address).text)[0].strip()


def work_off():
    """What the worker does, one mail and then the rest."""
    from groups import tasks
    from groups.invitations import mails
    from groups.models import EmailInvitation

    first = EmailInvitation.objects.unsent().first()
    mails.send_invitation(first.pk)
    yield
    tasks.send_mailing(first.mailing_id)
    yield


def test_whom_a_lead_invites_by_mail_is_in_with_one_form(new_context, lead, eq):
    lead.clock.install()
    lead.goto(f"/gruppen/{eq.slug}/einladungen/")
    lead.get_by_role("link", name="Per E-Mail einladen").click()
    lead.get_by_label("E-Mail-Adressen").fill(PASTED)
    lead.get_by_label("Ihre Worte").fill("Kommen Sie dazu!")
    lead.get_by_role("button", name="Liste prüfen").click()
    corrects_and_sends(lead)
    expect(lead.get_by_text("0 von 2 E-Mails sind unterwegs")).to_be_visible()
    worker = work_off()
    next(worker)
    lead.clock.fast_forward(2000)
    expect(lead.get_by_text("1 von 2 E-Mails sind unterwegs")).to_be_visible()
    next(worker)
    lead.clock.fast_forward(2000)
    expect(lead.get_by_text("2 Personen sind eingeladen, noch ist niemand dabei.")).to_be_visible()
    expect(lead.get_by_text("doppelt")).to_be_visible()
    follow_link(new_context(viewport=PHONE).new_page(), "Nina Neu", eq)
    lead.reload()
    expect(lead.get_by_text("2 Personen sind eingeladen, eine ist dabei.")).to_be_visible()
    follow_link(new_context(java_script_enabled=False, viewport=PHONE).new_page(), "Otto Alt", eq)
    lead.reload()
    expect(lead.get_by_text("2 Personen sind eingeladen, 2 sind dabei.")).to_be_visible()


def corrects_and_sends(lead):
    """By the keyboard: the Enter key in a field sends nothing, and what is wrong has its reason beside it."""
    expect(lead.get_by_role("heading", name="Bitte ansehen 1")).to_be_visible()
    bad = lead.get_by_role("textbox", name="Zeile 3: E-Mail-Adresse")
    expect(bad).to_have_value("kaputt@")
    expect(bad).to_have_accessible_description(re.compile("vollständige E-Mail-Adresse"))
    lead.get_by_role("button", name="2 Einladungen senden").click()
    expect(lead.get_by_role("alert")).to_contain_text("Es wurde noch nichts gesendet.")
    lead.get_by_role("link", name="Zeile 3").press("Enter")
    expect(bad).to_be_focused()
    bad.press("Enter")
    expect(lead.get_by_role("alert")).to_have_count(0)
    lead.get_by_role("button", name="Alle Zeilen ohne Adresse weglassen").click()
    expect(lead.get_by_role("heading", name="Weggelassen 1")).to_be_visible()
    lead.get_by_role("button", name="2 Einladungen senden").click()


def follow_link(phone, name, eq):
    phone.goto(link_mailed_to(f"{name.split()[0].lower()}@anderswo.example"))
    expect(phone.get_by_text("„Kommen Sie dazu!“")).to_be_visible()
    expect(phone.get_by_label("Name")).to_have_value(name)
    phone.get_by_label("Stadt oder Gemeinde").fill("Ulm")
    phone.get_by_role("checkbox", name="Ich bin einverstanden").check()
    phone.get_by_role("button", name="Beitreten").click()
    expect(phone).to_have_url(re.compile(f"/gruppen/{eq.slug}/$"))


def test_a_lead_withdraws_one_invitation_and_its_link_is_dead_at_once(new_context, watch, lead, eq):
    from groups.invitations.inviting import invite_people
    from groups.invitations.lists.addresses import parse_lines

    invitation = invite_people(eq, eq.leads[0], parse_lines("otto@anderswo.example"))
    next(work_off())
    lead.goto(f"/gruppen/{eq.slug}/einladungen/per-mail/{invitation.pk}/")
    lead.get_by_role("link", name="Widerrufen: otto@anderswo.example").click()
    lead.get_by_role("button", name="Widerrufen").click()
    expect(lead.get_by_text("ist widerrufen.")).to_be_visible()
    watch.expected.append("410")
    phone = new_context(viewport=PHONE).new_page()
    phone.goto(link_mailed_to("otto@anderswo.example"))
    expect(phone.get_by_role("heading", name="Diese Einladung wurde widerrufen")).to_be_visible()
    expect(phone.get_by_role("link", name="Zugang anfragen")).to_be_visible()
