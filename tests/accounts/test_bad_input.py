"""Bad input in the forms of signing in: status, error text, its field, kept values, log event."""

import re
from dataclasses import dataclass

import pytest

SIGN_IN, REQUEST, CONFIRM = "/konto/anmelden/", "/konto/anmelden/code/", "/konto/anmelden/code/bestaetigen/"
NO_MATCH = "E-Mail-Adresse und Passwort passen nicht zusammen."
NO_PASSWORD = "Bitte geben Sie Ihr Passwort ein."
NO_ADDRESS = "Bitte geben Sie Ihre E-Mail-Adresse ein."
ODD_ADDRESS = "Bitte geben Sie eine vollständige E-Mail-Adresse ein"


@dataclass
class Bad:
    name: str
    url: str
    typed: dict
    text: str
    field: str
    event: str = ""
    stays: str = ""


ANNA, NOBODY, FRIEDA = "anna@stadt.example", "niemand@stadt.example", "frieda@stadt.example"
LONG = "a" * 250 + "@stadt.example"
WRONG = {"password": "falsch"}
CASES = [
    Bad("wrong password", SIGN_IN, WRONG | {"email": ANNA}, NO_MATCH, "password", "sign_in_failed", ANNA),
    Bad(
        "unknown address", SIGN_IN, WRONG | {"email": NOBODY}, NO_MATCH, "password", "sign_in_failed", NOBODY
    ),
    Bad(
        "stilled account", SIGN_IN, WRONG | {"email": FRIEDA}, NO_MATCH, "password", "sign_in_failed", FRIEDA
    ),
    Bad("no address", SIGN_IN, WRONG | {"email": ""}, NO_ADDRESS, "email"),
    Bad("no password", SIGN_IN, {"email": ANNA, "password": ""}, NO_PASSWORD, "password", "", ANNA),
    Bad("half an address", SIGN_IN, WRONG | {"email": "anna@stadt"}, ODD_ADDRESS, "email", "", "anna@stadt"),
    Bad("control characters", SIGN_IN, WRONG | {"email": '"a\x01b"@stadt.example'}, ODD_ADDRESS, "email"),
    Bad("null character", SIGN_IN, WRONG | {"email": "anna\0@stadt.example"}, ODD_ADDRESS, "email"),
    Bad("line break for a header", REQUEST, {"email": f"{ANNA}\nBcc: x@example.org"}, ODD_ADDRESS, "email"),
    Bad("code for no address", REQUEST, {"email": ""}, NO_ADDRESS, "email"),
    Bad("address too long", SIGN_IN, WRONG | {"email": LONG}, "höchstens 254 Zeichen", "email", "", LONG),
    Bad("code for an address too long", REQUEST, {"email": LONG}, "höchstens 254 Zeichen", "email"),
    Bad("a letter that is two in lower case", REQUEST, {"email": "İna@stadt.example"}, ODD_ADDRESS, "email"),
    Bad("code for half an address", REQUEST, {"email": "anna@stadt"}, ODD_ADDRESS, "email", "", "anna@stadt"),
    Bad("wrong code", CONFIRM, {"code": "wrong"}, "Der Code stimmt nicht.", "code", "code_rejected"),
    Bad("no code", CONFIRM, {"code": ""}, "Bitte geben Sie den Code aus der E-Mail ein.", "code"),
    Bad("five digits", CONFIRM, {"code": "12345"}, "Der Code hat sechs Ziffern.", "code", "", "12345"),
    Bad("letters", CONFIRM, {"code": "abcdef"}, "Der Code hat sechs Ziffern.", "code", "", "abcdef"),
]


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_bad_input_is_explained_at_its_field(bad, client, people, events, waiting_code):
    if bad.url != CONFIRM:
        client.post("/konto/abmelden/")
    if bad.typed.get("code") == "wrong":
        bad.typed = {"code": other_than(waiting_code)}
    already = len(events())

    response = client.post(bad.url, bad.typed)
    html = response.content.decode()

    assert response.status_code == 200
    assert bad.text in errors_at(html, bad.field)
    assert f'<a href="#id_{bad.field}">' in html
    assert re.search(f'<input[^>]*name="{bad.field}"[^>]*aria-invalid="true"[^>]*id="id_{bad.field}"', html)
    assert f'id_{bad.field}_error"' in re.search(rf'<input[^>]*\bname="{bad.field}"[^>]*>', html)[0]
    assert f'value="{bad.stays}"' in html or not bad.stays
    assert "falsch" not in html
    assert events()[already:] == ([bad.event] if bad.event else [])
    assert "_auth_user_id" not in client.session


def test_an_inactive_account_with_the_right_password_is_told_so(client, people):
    typed = {"email": "frieda@stadt.example", "password": "korrekt-pferd-batterie"}
    response = client.post(SIGN_IN, typed, follow=True)
    assert response.redirect_chain == [("/konto/inaktiv/", 302)]
    assert "Dieses Konto ist stillgelegt" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("url", [SIGN_IN, REQUEST, CONFIRM, "/konto/abmelden/"])
def test_a_form_without_csrf_token_is_refused(url, people):
    from tests.support.pages.client import Client

    assert Client(enforce_csrf_checks=True).post(url, {"email": people.anna.email}).status_code == 403


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def errors_at(html, field):
    found = re.search(rf'<div id="id_{field}_error">(.*?)</div>', html, re.DOTALL)
    return found[1] if found else ""
