"""A new text in the middle of writing: the question takes the form's place, and what was submitted goes on."""

import pytest
from playwright.sync_api import expect

from tests.support.people.consent import NEW, publish


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reply_waits_for_the_agreement_and_is_sent(scripts, open_page, thread, watch):
    watch.expected = ["status of 40[39]"]
    page = open_page(java_script_enabled=scripts)
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Mitten im **Satz**")
    publish()
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_role("heading", name="Unsere Einwilligung hat sich geändert")).to_be_visible()
    expect(page.get_by_text(NEW)).to_be_visible()
    page.get_by_text("Ihr Text", exact=True).click()
    expect(page.get_by_label("Ihr Text, zum Kopieren")).to_have_value("Mitten im **Satz**")
    page.get_by_role("button", name="Einverstanden").click()
    expect(page.locator("#beitrag-3")).to_contain_text("Mitten im Satz")


def test_a_preview_asks_too_and_nothing_is_sent(open_page, thread, watch):
    watch.expected = ["status of 409"]
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").fill("Nur ein Entwurf")
    publish()
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_role("heading", name="Unsere Einwilligung hat sich geändert")).to_be_focused()
    page.get_by_role("button", name="Einverstanden").click()
    expect(page.get_by_label("Ihre Antwort")).to_have_value("Nur ein Entwurf")
    expect(page.locator("#beitrag-3")).to_have_count(0)
