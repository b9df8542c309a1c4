"""Signing a forgotten device out, seen from both."""

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"


@pytest.fixture
def away(new_context, sign_in, anna):
    """A telephone on which Anna is signed in."""
    page = new_context(user_agent=AGENT, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, anna)
    return page


def test_a_device_is_signed_out_from_another_and_comes_back_to_where_it_was(away, open_page, anna, thread):
    away.goto(thread.get_absolute_url())
    expect(away.get_by_text("Wir haben eine.")).to_be_visible()
    here = open_page()
    here.goto("/konto/sicherheit/")
    devices = here.locator(".devices > li")
    expect(devices).to_have_count(2)
    expect(devices.first).to_contain_text("dieses Gerät")
    here.get_by_role("button", name="Abmelden Safari auf iPhone").click()
    expect(here.get_by_text("Safari auf iPhone ist abgemeldet.")).to_be_visible()
    expect(devices).to_have_count(1)

    expect(away.locator("[data-state=signed-out]")).to_be_visible()
    away.goto(thread.get_absolute_url())
    away.wait_for_url("**/konto/anmelden/**")
    away.get_by_label("E-Mail-Adresse").fill(anna.email)
    away.get_by_label("Passwort").fill(PASSWORD)
    away.get_by_label("Das ist nicht mein Gerät").check()
    away.get_by_role("button", name="Anmelden", exact=True).click()
    expect(away.get_by_text("Wir haben eine.")).to_be_visible()
    here.reload()
    expect(devices.last).to_contain_text("bis der Browser geschlossen wird")
