"""The numbers of the demo's second factors, on the mailbox page."""

import re

import pytest
from playwright.sync_api import expect

MAILBOX = "/-/mailbox/"


@pytest.fixture
def renew_secret(live):
    """Gives Mara another secret, so that the server has another number before the old one has run out."""
    from allauth.mfa.models import Authenticator

    from accounts.models import User
    from tests.support.people.authenticator import give_app

    def change():
        mara = User.objects.get(email="mara@example.org")
        Authenticator.objects.filter(user=mara).delete()
        give_app(mara)

    return change


def test_numbers_that_run_out_are_replaced_and_the_focus_stays(new_context, renew_secret):
    page = new_context().new_page()
    page.clock.install()
    page.goto(MAILBOX)
    numbers = page.get_by_role("region", name="Zweiter Faktor")
    expect(numbers).to_contain_text(re.compile(r"noch \d+ Sekunde"))
    before = numbers.get_by_role("listitem").filter(has_text="mara@").text_content()
    numbers.get_by_role("link", name="Neue Zahlen holen").focus()
    renew_secret()
    page.clock.fast_forward(30_000)
    after = numbers.get_by_role("listitem").filter(has_text="mara@")
    expect(after).not_to_have_text(before)
    expect(after).to_have_text(re.compile(r"\d{3} \d{3}"))
    expect(numbers.get_by_role("link", name="Neue Zahlen holen")).to_be_focused()


def test_without_scripts_a_link_renews_them(new_context, renew_secret):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(MAILBOX)
    mara = page.get_by_role("listitem").filter(has_text="mara@")
    before = mara.text_content()
    renew_secret()
    page.get_by_role("link", name="Neue Zahlen holen").click()
    expect(mara).not_to_have_text(before)
    expect(page.get_by_text("Gültig bis")).not_to_contain_text("noch")
