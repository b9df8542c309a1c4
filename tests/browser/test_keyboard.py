"""Everything by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD


@pytest.fixture
def page(new_context):
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def test_the_first_tab_stop_leads_past_the_navigation(page):
    page.goto("/kompetenzbereich/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_every_stop_of_the_start_page_shows_that_it_has_the_focus(page):
    page.goto("/")
    stops = 0
    while page.keyboard.press("Tab") or page.evaluate("document.activeElement !== document.body"):
        stops += 1
        look = page.evaluate("""() => {
          const style = getComputedStyle(document.activeElement);
          return {name: document.activeElement.outerHTML.slice(0, 80), shown:
            (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'};
        }""")
        assert look["shown"], look["name"]
        assert stops < 150
    assert stops > 10


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Hauptmenü")
    expect(menu).to_be_hidden()
    button = page.get_by_role("button", name="Menü", exact=True)
    button.focus()
    place = button.bounding_box()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert button.bounding_box() == place
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_one_s_own_picture_opens_the_menu_of_the_account_by_keyboard(open_page):
    page = open_page()
    page.goto("/kompetenzbereich/")
    menu, button = (
        page.get_by_role("navigation", name="Mein Konto"),
        page.get_by_role("button", name="Mein Konto"),
    )
    button.press("Enter")
    expect(menu).to_be_visible()
    for name in ("Mein Konto", "Profil", "Meine Steckbriefe", "Anmeldung und Geräte", "Ihre Daten"):
        page.keyboard.press("Tab")
        expect(menu.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    menu.get_by_role("button", name="Abmelden").press("Enter")
    expect(page.get_by_role("button", name="Mein Konto")).to_have_count(0)
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_a_person_signs_in_by_keyboard_alone(page, anna):
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").focus()
    page.keyboard.type(anna.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mein Konto")).to_be_visible()


def test_a_mistake_in_a_form_takes_the_focus_and_is_named_at_its_field(page):
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Bitte prüfen Sie")).to_be_focused()
    expect(page.get_by_label("E-Mail-Adresse")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Bitte geben Sie Ihre E-Mail-Adresse ein.")).to_be_visible()
