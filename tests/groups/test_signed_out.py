import pytest

WORDS = "Das habe ich lange überlegt."
FORMS = {
    "einstellungen/": "rules",
    "einladungen/": "words",
    "einladungen/per-mail/": "addresses",
    "mitglieder/1/entfernen/": "reason",
    "anfragen/1/ablehnen/": "words",
}


@pytest.mark.parametrize("address", FORMS)
def test_a_lead_who_was_signed_out_meanwhile_gets_the_text_back(address, client, group, events):
    response = client.post(f"{group.get_absolute_url()}{address}", {FORMS[address]: WORDS})
    assert response.status_code == 401
    assert f"readonly>{WORDS}</textarea>" in response.content.decode()
    assert events() == ["post_while_signed_out"]
