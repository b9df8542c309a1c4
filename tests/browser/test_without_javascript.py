"""The site without scripts, and the one thing that needs them: the switch between light and dark."""

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD


@pytest.fixture
def page(new_context):
    return new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()


def test_the_pages_are_readable_and_the_menu_opens(page):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Menü", exact=True).click()
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Kompetenzbereich").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kompetenzbereich Quartiersentwicklung")
    page.locator("main").get_by_role("link", name="Dokumente").click()
    expect(page.get_by_role("heading", name="Dokumente")).to_be_in_viewport()


def test_a_person_signs_in_by_password_and_out_again(page, anna, sign_in):
    sign_in(page, anna)
    page.goto("/konto/")
    expect(page.get_by_text(anna.email, exact=True)).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_the_menu_of_a_phone_leads_to_the_account_and_signs_out(page, anna, sign_in):
    sign_in(page, anna)
    page.get_by_role("button", name="Menü", exact=True).click()
    menu = page.get_by_role("navigation", name="Hauptmenü")
    menu.get_by_role("link", name="Anmeldung und Geräte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmeldung und Geräte")
    page.get_by_role("button", name="Menü", exact=True).click()
    menu.get_by_role("button", name="Abmelden").click()
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_a_person_signs_in_by_mailed_code(page, anna, mailed_code):
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(anna.email)
    page.get_by_role("button", name="Code per E-Mail erhalten").click()
    page.get_by_label("Code", exact=True).fill(mailed_code())
    page.get_by_role("button", name="Code bestätigen").click()
    page.goto("/konto/")
    expect(page.get_by_text(anna.email, exact=True)).to_be_visible()


def test_a_wrong_password_is_explained(page, anna):
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(anna.email)
    page.get_by_label("Passwort").fill(f"nicht {PASSWORD}")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_text("E-Mail-Adresse und Passwort passen nicht zusammen.")).to_be_visible()
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value(anna.email)


def test_no_switch_is_shown_that_would_do_nothing(page):
    page.goto("/")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()


def test_with_scripts_the_chosen_look_stays(new_context):
    page = new_context(color_scheme="light").new_page()
    page.goto("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch = page.locator("[data-theme-switch]")
    switch.click()
    expect(switch).to_have_text("Darstellung: hell")
    switch.click()
    expect(switch).to_have_text("Darstellung: dunkel")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/kompetenzbereich/")
    assert page.evaluate(paper) == dark
    expect(switch).to_have_text("Darstellung: dunkel")


def test_a_lead_finds_the_link_as_text_where_no_button_can_copy_it(page, anna, cookie_for):
    from groups.models import Group, Role

    group = Group.objects.get(slug="engagiertes-quartier")
    group.admit(anna, Role.LEAD)
    page.context.add_cookies([cookie_for(anna)])
    page.goto(f"{group.get_absolute_url()}einladungen/")
    expect(page.get_by_role("link", name=group.public_invitation.key)).to_be_visible()
    expect(page.get_by_text("Link kopieren").filter(visible=True)).to_have_count(0)
    page.get_by_role("link", name=f"Widerrufen: {group.public_invitation.label}").click()
    page.get_by_role("button", name="Widerrufen").click()
    expect(page.get_by_text("Beitreten kann man damit nicht mehr.")).to_be_visible()
