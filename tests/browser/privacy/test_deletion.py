"""Deleting an account on a telephone, by keyboard, while another tab of the person is open."""

import pytest
from playwright.sync_api import expect

from privacy.models import Erasure


@pytest.fixture
def telephone(open_page):
    return open_page(viewport={"width": 390, "height": 844})


def press_until(page, target, key="Tab"):
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail("The keyboard does not lead there.")


@pytest.fixture
def away(open_page, thread):
    """Another tab of hers, in which she reads."""
    page = open_page()
    page.goto(thread.get_absolute_url())
    expect(page.get_by_text("Wir haben eine.")).to_be_visible()
    return page


def test_an_account_is_deleted_by_keyboard(telephone, away, anna):
    page = telephone
    page.goto("/konto/daten/")
    link = page.get_by_role("link", name="Konto löschen", exact=True)
    press_until(page, link)
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Konto endgültig löschen")
    press_until(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bitte bestätigen Sie, dass Sie das wissen.")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    choose(page)
    press_until(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ihr Konto ist geschlossen")).to_be_visible()
    assert page.url.endswith("/konto/geloescht/")
    expect(away.locator("[data-state=signed-out]")).to_be_visible()
    assert Erasure.objects.get().user == anna
    page.goto("/konto/")
    page.wait_for_url("**/konto/anmelden/**")


def choose(page):
    stay = page.get_by_role("radio", name="Sie bleiben stehen.")
    press_until(page, stay)
    page.keyboard.press("Space")
    expect(stay).to_be_checked()
    sure = page.get_by_label("Ich weiß, dass das nicht rückgängig zu machen ist.")
    press_until(page, sure)
    page.keyboard.press("Space")
