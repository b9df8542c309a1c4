"""A stranger follows the link on the page of the Kompetenzbereich and ends up in the group."""

import re

import pytest
from playwright.sync_api import expect

GROUP = "/gruppen/engagiertes-quartier/"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def page(scripts, new_context):
    return new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844}).new_page()


def ask_for_code(page, address="nina.neu@ulm.example.org"):
    page.get_by_label("Name").fill("Nina Neu")
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_role("checkbox", name="Ich bin einverstanden").check()
    page.get_by_role("button", name="Beitreten").click()


def test_from_the_public_page_into_the_group_on_a_phone(page, mailed_code, scripts):
    page.goto("/kompetenzbereich/")
    page.get_by_role("link", name="Zur Einladung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Engagiertes Quartier (EQ)")
    expect(page.get_by_text("Schön, wenn Sie dabei sind!")).to_be_in_viewport()
    expect(page.get_by_label("Name")).to_be_in_viewport(ratio=1)
    ask_for_code(page)
    expect(page.get_by_label("Code")).to_be_in_viewport()
    expect(page.get_by_label("Code")).to_be_focused()
    page.get_by_label("Code").fill(mailed_code())
    if not scripts:
        page.get_by_role("button", name="Code bestätigen").click()
    expect(page).to_have_url(re.compile(f"{GROUP}$"))
    expect(page.get_by_text("Willkommen, Nina Neu!")).to_be_visible()
    page.get_by_role("link", name="Mitglieder", exact=False).first.click()
    expect(page.get_by_role("listitem").filter(has_text="Nina Neu")).to_contain_text("Ulm")


def test_by_keyboard_alone(new_context, mailed_code):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/gruppen/engagiertes-quartier/beitreten/")
    page.get_by_label("Name").focus()
    page.keyboard.type("Nina Neu")
    page.keyboard.press("Tab")
    page.keyboard.type("nina@ulm.example.org")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Stadt oder Gemeinde")).to_be_focused()
    expect(page.get_by_label("Stadt oder Gemeinde")).to_have_value("Ulm")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code")).to_be_focused()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    code = mailed_code()
    page.keyboard.type(code[:5])
    page.keyboard.insert_text(code[5])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Willkommen, Nina Neu!")).to_be_visible()
    assert [url for url in sent if url.endswith("/code/")] == sent


def test_a_code_that_is_refused_is_typed_anew(new_context, mailed_code):
    page = new_context().new_page()
    page.goto("/gruppen/engagiertes-quartier/beitreten/")
    ask_for_code(page)
    code = mailed_code()
    page.get_by_label("Code").fill(code[::-1] if code != code[::-1] else "000000")
    expect(page.get_by_text("Der Code stimmt nicht.")).to_be_visible()
    page.get_by_label("Code").focus()
    page.keyboard.type(code)
    expect(page.get_by_text("Willkommen, Nina Neu!")).to_be_visible()


def test_an_address_that_has_to_ask_is_told_while_it_is_typed(new_context):
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("/gruppen/engagiertes-quartier/beitreten/")
    address, told = (
        page.get_by_label("E-Mail-Adresse"),
        page.get_by_text("fragen Sie zuerst die Gruppenleitung"),
    )
    address.press_sequentially("nina@anderswo.example")
    expect(told).to_be_visible()
    for admitted in ("nina@ulm.example.org", "nina@sozial.ulm.example.org", "nina@example.o", "nina"):
        address.fill(admitted)
        expect(told).to_be_hidden()
    address.fill("nina@ulm.example.com")
    page.get_by_label("Stadt oder Gemeinde").focus()
    expect(told).to_be_visible()


def test_the_link_in_the_mail_joins_on_another_device(new_context):
    from mail.models import OutgoingMail

    desk = new_context().new_page()
    desk.goto("/gruppen/engagiertes-quartier/beitreten/")
    ask_for_code(desk)
    expect(desk.get_by_role("heading", name="Fast geschafft")).to_be_visible()
    link = re.search(r"http\S+/bestaetigen/\S+", OutgoingMail.objects.latest("pk").text)[0]
    phone = new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(link)
    expect(phone.get_by_text("nina.neu@ulm.example.org")).to_be_visible()
    phone.get_by_role("button", name="Beitreten").click()
    expect(phone).to_have_url(re.compile(f"{GROUP}$"))


def test_a_typed_town_is_not_replaced_by_a_suggestion(new_context):
    page = new_context().new_page()
    page.goto("/gruppen/engagiertes-quartier/beitreten/")
    address, town = page.get_by_label("E-Mail-Adresse"), page.get_by_label("Stadt oder Gemeinde")
    address.fill("nina@ulm.example.org")
    expect(town).to_have_value("Ulm")
    address.fill("nina@ulm.example.com")
    expect(town).to_have_value("")
    town.fill("Konstanz")
    address.fill("nina@ulm.example.org")
    expect(town).to_have_value("Konstanz")


def test_mistakes_are_named_and_nothing_typed_is_lost(page):
    page.goto("/gruppen/engagiertes-quartier/beitreten/")
    page.get_by_label("Name").fill("Nina Neu")
    page.get_by_role("button", name="Beitreten").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Einwilligung")
    expect(page.get_by_text("Bitte geben Sie Ihre E-Mail-Adresse ein.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Nina Neu")


def test_a_lead_makes_copies_and_revokes_a_link(new_context, cookie_for, anna):
    from groups.models import Group, Role

    Group.objects.get(slug="engagiertes-quartier").admit(anna, Role.LEAD)
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_cookies([cookie_for(anna)])
    page = context.new_page()
    page.goto(f"{GROUP}einladungen/")
    page.get_by_label("Bezeichnung").fill("Tagung im Mai")
    page.get_by_label("Höchstzahl").fill("5")
    page.get_by_role("button", name="Einladungslink erstellen").click()
    expect(page).to_have_url(re.compile(rf"{GROUP}einladungen/\d+/$"))
    expect(page.get_by_text("0 von 5 beigetreten")).to_be_visible()
    copies(page)
    page.get_by_role("link", name="Alle Einladungslinks").click()
    made = page.get_by_role("listitem").filter(has_text="Tagung im Mai")
    expect(made).to_contain_text("0 von 5 beigetreten")
    copies(made)
    made.get_by_role("link", name="Widerrufen").click()
    page.get_by_role("button", name="Widerrufen").click()
    expect(page.get_by_text("Beitreten kann man damit nicht mehr.")).to_be_visible()
    page.get_by_role("link", name="Alle Einladungslinks").click()
    expect(made).to_contain_text("widerrufen")
    expect(made.get_by_role("link", name="Widerrufen")).to_have_count(0)
    expect(made.get_by_role("button", name="Link kopieren")).to_have_count(0)


def copies(part):
    """The button puts the link that stands beside it into the clipboard, and says so."""
    part.get_by_role("button", name="Link kopieren").click()
    expect(part.get_by_role("button", name="Kopiert")).to_be_visible()
    shown = part.get_by_role("link", name="/einladung/").get_attribute("href")
    assert part.evaluate("() => navigator.clipboard.readText()") == shown
