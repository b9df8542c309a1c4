"""A form that requires reauthentication is kept in the asking page and then processed once, without losses."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groups.models import Invitation, MailingDraft
from tests.conftest import PASSWORD
from tests.support.pages.forms import attributes, words
from tests.support.people import second_factor as factor
from tests.support.people.authenticator import give_recovery_codes

GROUP = "/gruppen/quartier/"
LINKS = f"{GROUP}einladungen/"
MAILING = f"{LINKS}per-mail/"
NEW_LINK = {
    **{"label": "Tagung <b>&amp;</b> \"Fest\" 'x'", "words": "Zeile 1\r\nZeile 2", "days": "30"},
    **{"max_uses": "", "role": "member"},
}
WRONG = "Der Code stimmt nicht. Bitte vergleichen Sie ihn noch einmal."
ODD = "Der Code aus der App hat sechs Ziffern, ein Wiederherstellungscode acht."
USED = "Dieser Code wurde schon benutzt. Bitte warten Sie auf den nächsten."
MISSING = "Bitte geben Sie den Code aus Ihrer App ein."
WAIT = "Das waren viele Versuche. Bitte warten Sie einige Minuten."


@pytest.fixture
def secret(dora):
    return factor.set_up(dora)


@pytest.fixture
def lead(secret, group, dora):
    """Dora's browser; she used her second factor long ago."""
    browser = factor.Client()
    browser.force_login(dora, ago=factor.HOUR)
    return browser


def hidden(html):
    """Pairs of name and value of the hidden fields in the asking page's first form."""
    form = re.search(r'<form class="form signin__form".*?</form>', html, re.DOTALL)[0]
    tags = map(attributes, re.findall(r'<input type="hidden"[^>]*>', form))
    return [(tag["name"], tag["value"]) for tag in tags]


def waiting(html):
    return [(name, value) for name, value in hidden(html) if not name.startswith(("confirm-", "csrf"))]


def find_message(html):
    """The field's error, if the field is marked, described and linked."""
    error = re.search(r'<div id="(id_confirm-\w+)_error">(.*?)</div>', html, re.DOTALL)
    field = attributes(re.search(rf'<input[^>]*id="{error[1]}"[^>]*>', html)[0])
    assert field["aria-invalid"] == "true"
    assert f"{error[1]}_error" in field["aria-describedby"].split()
    assert f'<a href="#{error[1]}">' in html
    assert "<title>Fehler: " in html
    return words(error[2])


def asked(lead):
    """Sends the form of a new link after the timeout; returns the pending fields."""
    response = lead.post(LINKS, NEW_LINK)
    assert response.status_code == 403
    return waiting(response.content.decode())


def test_a_pending_form_is_processed_once_after_reauthentication(lead, secret, events):
    pending = asked(lead)
    assert dict(pending) == NEW_LINK
    assert not Invitation.objects.exists()
    response = lead.post(LINKS, dict(pending) | {"confirm-code": factor.code_of(secret)})
    assert response.status_code == 302
    assert Invitation.objects.get().label == NEW_LINK["label"]
    assert Invitation.objects.get().words == "Zeile 1\nZeile 2"
    assert "confirmation_refused" not in events()
    assert lead.post(LINKS, NEW_LINK).status_code == 302


BAD = {
    "wrong": ({"confirm-code": "000000"}, WRONG),
    "empty": ({"confirm-code": ""}, MISSING),
    "blank": ({"confirm-code": "   "}, MISSING),
    "letters": ({"confirm-code": "abcdef"}, ODD),
    "too short": ({"confirm-code": "1"}, ODD),
    "far too long": ({"confirm-code": "1" * 100_000}, ODD),
    "other digits": ({"confirm-code": "١٢٣٤٥٦"}, ODD),
    "markup": ({"confirm-code": '"><script>alert(1)</script>'}, ODD),
    "the password instead": ({"confirm-password": PASSWORD}, MISSING),
    "the password as a code": ({"confirm-code": PASSWORD}, ODD),
    "a passkey that one has not": ({"confirm-credential": "{}"}, None),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_wrong_answer_is_explained_and_keeps_the_pending_form(bad, lead, events):
    sent, text = BAD[bad]
    response = lead.post(LINKS, NEW_LINK | sent)
    html = response.content.decode()
    assert response.status_code == 200
    assert dict(waiting(html)) == NEW_LINK
    assert text is None or find_message(html) == text
    assert events()[-1] == "confirmation_refused"
    assert not Invitation.objects.exists()
    assert "<script>alert" not in html
    assert PASSWORD not in html or sent == {"confirm-code": PASSWORD}


@pytest.mark.parametrize("code", ["12\x0034", "\x00", "12\ud83d34"])
def test_unusual_characters_as_code_cause_no_error(code, lead):
    response = lead.post(LINKS, NEW_LINK | {"confirm-code": code.encode("utf-8", "replace").decode()})
    assert response.status_code == 200
    assert not Invitation.objects.exists()


def test_a_code_reauthenticates_once(lead, secret, dora):
    code = factor.code_of(secret)
    lead.post(LINKS, NEW_LINK | {"confirm-code": code})
    again = factor.Client()
    again.force_login(dora, ago=factor.HOUR)
    assert find_message(again.post(LINKS, NEW_LINK | {"confirm-code": code}).content.decode()) == USED
    assert Invitation.objects.count() == 1


def test_a_recovery_code_reauthenticates_once(lead, dora):
    code = give_recovery_codes(dora)[0]
    assert lead.post(LINKS, NEW_LINK | {"confirm-code": f"{code[:4]} {code[4:]}"}).status_code == 302
    again = factor.Client()
    again.force_login(dora, ago=factor.HOUR)
    assert again.post(LINKS, NEW_LINK | {"confirm-code": code}).status_code == 200
    assert Invitation.objects.count() == 1


def test_the_code_of_another_user_is_refused(lead, anna):
    others = factor.set_up(anna)
    assert lead.post(LINKS, NEW_LINK | {"confirm-code": factor.code_of(others)}).status_code == 200
    assert lead.post(LINKS, NEW_LINK | {"confirm-code": give_recovery_codes(anna)[0]}).status_code == 200
    assert not Invitation.objects.exists()
    assert len(give_recovery_codes(anna)) == 10


@pytest.mark.parametrize("action", ["reauthenticate", "login_failed"])
def test_too_many_tries_are_limited_and_use_no_code(action, lead, dora, settings, events):
    own = {"second_factor_failed_on_known_device": "1/m/user", "login_failed": "1/m/key"}
    settings.ACCOUNT_RATE_LIMITS = {action: "2/m/user"} if action == "reauthenticate" else own
    for _ in range(2):
        lead.post(LINKS, NEW_LINK | {"confirm-code": "000000"})
    codes = give_recovery_codes(dora)
    html = (response := lead.post(LINKS, NEW_LINK | {"confirm-code": codes[0]})).content.decode()
    assert "Bitte warten Sie einige Minuten." in html
    assert response.status_code == (429 if action == "reauthenticate" else 200)
    assert dict(waiting(html)) == NEW_LINK
    assert give_recovery_codes(dora) == codes
    assert not Invitation.objects.exists()
    assert events()[-1] == "confirmation_refused"


def test_right_answers_do_not_count_as_tries(lead, dora, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "1/d/user", "login_failed": "5/5m/key"}
    for code in give_recovery_codes(dora)[:3]:
        lead.force_login(dora, ago=factor.HOUR)
        assert lead.post(LINKS, NEW_LINK | {"confirm-code": code}).status_code == 302
    assert Invitation.objects.count() == 3


def test_reauthentication_with_an_old_csrf_token_is_refused(group, dora, secret):
    browser = factor.Client(enforce_csrf_checks=True)
    browser.force_login(dora, ago=factor.HOUR)
    code = factor.code_of(secret)
    submitted = NEW_LINK | {"confirm-code": code, "csrfmiddlewaretoken": "x" * 64}
    response = browser.post(LINKS, submitted, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 403
    assert "Zeile 1" in response.content.decode()
    assert not Invitation.objects.exists()
    again = factor.Client()
    again.force_login(dora, ago=factor.HOUR)
    assert again.post(LINKS, NEW_LINK | {"confirm-code": code}).status_code == 302


def test_repeated_names_and_long_texts_are_kept_unchanged(lead, secret):
    long = "".join(f"Zeile {n}\r\n" for n in range(10_000))
    submitted = {"many": ["a", "b", "a"], "words": [long], "label": ["ü\t <>&\"'"], "empty": [""]}
    html = lead.post(LINKS, submitted).content.decode()
    assert waiting(html) == [(name, value) for name, values in submitted.items() for value in values]


@pytest.mark.parametrize("has_addresses", [True, False])
def test_a_file_is_chosen_again_and_until_then_nobody_is_invited(has_addresses, lead, secret):
    submitted = {"addresses": "a@b.example" if has_addresses else "", "words": "Hallo!", "role": "member"}
    file = SimpleUploadedFile("liste.csv", b"E-Mail\nc@d.example\n", "text/csv")
    html = lead.post(MAILING, submitted | {"file": file}).content.decode()
    assert "Nur die Datei kann nicht warten" in html
    assert "c@d.example" not in html
    html = lead.post(MAILING, dict(hidden(html)) | {"confirm-code": "000000"}).content.decode()
    assert "Nur die Datei kann nicht warten" in html
    page = lead.post(MAILING, dict(hidden(html)) | {"confirm-code": factor.code_of(secret)})
    html = page.content.decode()
    assert page.status_code == 200
    assert "Bitte wählen Sie die Datei noch einmal." in html
    assert "Hallo!" in html
    assert not Invitation.objects.exists()
    file = SimpleUploadedFile("liste.csv", b"E-Mail\nc@d.example\n", "text/csv")
    assert lead.post(MAILING, submitted | {"file": file}).status_code == 302
    assert MailingDraft.objects.get().lines.count() == 1 + has_addresses


def test_a_code_in_a_query_or_of_an_anonymous_user_has_no_effect(lead, secret, client, dora):
    code = give_recovery_codes(dora)[0]
    lead.get(LINKS, {"confirm-code": code})
    lead.post(f"{LINKS}?confirm-code={code}", NEW_LINK)
    client.post(LINKS, NEW_LINK | {"confirm-code": code})
    assert code in give_recovery_codes(dora)
    assert not Invitation.objects.exists()
    assert lead.post(LINKS, NEW_LINK).status_code == 403


def test_passwords_are_never_in_the_asking_page(lead):
    submitted = NEW_LINK | {"password": "geheim-1", "password1": "geheim-2", "oldpassword": "geheim-3"}
    html = lead.post(LINKS, submitted).content.decode()
    assert dict(waiting(html)) == NEW_LINK
    assert "geheim" not in html
    assert "Nur das Passwort steht nicht auf dieser Seite" in html


def test_the_text_can_be_copied_without_reauthenticating(lead):
    html = lead.post(LINKS, NEW_LINK).content.decode()
    text = re.search(r"<textarea[^>]*readonly>(.*?)</textarea>", html, re.DOTALL)[1]
    assert unescape(text) == NEW_LINK["words"]


def test_no_cache_keeps_the_asking_page(lead):
    assert "no-store" in lead.post(LINKS, NEW_LINK)["Cache-Control"]


@pytest.mark.parametrize("part", ["text", "announcement"])
def test_a_preview_asks_for_nothing(part, lead, group):
    submitted = {"title": "Hört", "text": "**Am** Montag.", "preview": "1", "kind": "announcement"}
    headers = {"HX-Request": "true"} if part == "text" else {}
    response = lead.post(f"{GROUP}themen/neu/", submitted, headers=headers)
    assert response.status_code == 200
    assert "<strong>Am</strong>" in response.content.decode()


def test_a_part_loaded_by_htmx_reloads_the_page(group, dora):
    browser = factor.browser_in(factor.NOT_SHOWN, dora)
    response = browser.get(f"{MAILING}1/stand/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Refresh"], response.content) == (200, "true", b"")
