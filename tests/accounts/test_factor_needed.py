"""Whoever may do something but has no second factor yet."""

import pytest

from tests.conftest import PASSWORD
from tests.support import second_factor as factor

GROUP = "/gruppen/quartier/"


@pytest.mark.parametrize("address", ["abschliessen/", "einladungen/alle-widerrufen/", "loeschen/"])
def test_without_a_factor_a_form_says_what_to_do_and_gives_the_text_back(address, group, dora):
    browser = factor.browser_in(factor.NONE, dora)
    typed = {"words": "Mein Text <b>", "confirm-code": "000000", "confirm-password": PASSWORD}
    for sent in ({}, {"words": "Mein Text <b>"}, typed):
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
    group.refresh_from_db()
    assert group.is_open
