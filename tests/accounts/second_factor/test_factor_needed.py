"""Privileged users without a second factor."""

import pytest

from tests.conftest import PASSWORD
from tests.support.people import second_factor as factor
from tests.support.people.authenticator import SET_UP, code_of, shown_secret

GROUP = "/gruppen/quartier/"
NEW_LINK = {"label": "Tagung", "words": "Mein Text", "days": "30", "max_uses": "", "role": "member"}


@pytest.mark.parametrize(
    ("address", "field"),
    [("einladungen/", "words"), ("einladungen/per-mail/", "addresses"), ("einstellungen/", "rules")],
)
def test_without_a_second_factor_a_form_is_explained_and_its_text_given_back(address, field, group, dora):
    browser = factor.browser_in(factor.NONE, dora)
    form = {field: "Mein Text <b>"}
    for sent in ({}, form, form | {"confirm-code": "000000", "confirm-password": PASSWORD}):
        response = browser.post(
            GROUP + address, sent, headers={"Referer": f"http://testserver{GROUP}leitung/?a=1&b=2"}
        )
        html = response.content.decode()
        assert factor.stopped(response) == factor.NEEDED
        assert (
            f'href="/konto/sicherheit/?next={"%2F".join(("", *["gruppen", "quartier", "leitung"], ""))}'
            in html
        )
        assert ("Mein Text &lt;b&gt;" in html) == bool(sent)
        assert (f'name="{field}" value="Mein Text &lt;b&gt;"' in html) == bool(sent)
        assert "000000" not in html
    assert not group.invitations.exists()


@pytest.mark.usefixtures("own_database")
def test_a_form_pending_for_a_first_factor_is_sent_from_the_asking_page(group, dora):
    browser, form = factor.browser_in(factor.NONE, dora), NEW_LINK
    waiting = browser.post(f"{GROUP}einladungen/", form)
    assert "Eingerichtet, jetzt senden" in waiting.content.decode()
    secret = shown_secret(browser.get(SET_UP).content.decode())
    browser.post(SET_UP, {"code": code_of(secret)})
    assert factor.stopped(browser.post(f"{GROUP}einladungen/", form)) == ""
    assert group.invitations.get().label == NEW_LINK["label"]
