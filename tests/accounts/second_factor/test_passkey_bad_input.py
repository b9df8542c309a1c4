"""Malformed passkey answers are refused in German in every view and sign nobody in."""

import json

import pytest

from tests.support.database.undoing import each
from tests.support.people.passkeys import challenge, give_passkey

PAGE, SIGN_IN = "/konto/anmelden/", "/konto/anmelden/passkey/"
STEP, CONFIRM, ADD = "/konto/zweiter-faktor/", "/konto/bestaetigen/", "/konto/sicherheit/passkey/"
PASSWORD = "korrekt-pferd-batterie"
NOT_SHOWN = "Der Passkey wurde nicht erkannt. Bitte versuchen Sie es noch einmal."


@pytest.fixture
def passkey(people, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "1000/m/ip"}
    return give_passkey(people.anna)[0]


def enter(client, credential):
    return client.post(SIGN_IN, {"credential": json.dumps(credential)})


def is_signed_in(client):
    return "_auth_user_id" in client.session


ODD_JSON = {
    "nothing": "",
    "no JSON": "{",
    "null character": "\0",
    "list": "[]",
    "number": "1",
    "null": "null",
    "huge number": "9" * 5000,
    "deep": "[" * 40_000,
    "deep object": '{"a":' * 9_000,
    "too long": json.dumps({"id": "x" * 60_000}),
    "empty": "{}",
    "types": '{"id": 1, "rawId": [], "response": 7, "type": null}',
    "no response": '{"id": "AA", "rawId": "AA", "type": "public-key"}',
    "empty response": '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    "list for response": '{"id": "AA", "rawId": "AA", "type": "public-key", "response": []}',
    "surrogates": '{"id": "\\ud800", "rawId": "\\ud800", "type": "\\ud800", "response": {"userHandle": "\\ud800"}}',
}


@pytest.mark.parametrize("text", ODD_JSON.values(), ids=ODD_JSON)
def test_whatever_is_sent_in_place_of_a_passkey_is_refused_everywhere(text, client, people, passkey, events):
    challenge(client)
    response = client.post(SIGN_IN, {"credential": text, "next": "/gruppen/"}, follow=True)
    assert response.redirect_chain == [(f"{PAGE}?next=%2Fgruppen%2F", 302)]
    assert NOT_SHOWN in response.content.decode()
    assert "passkey_refused" in events()
    client.post(PAGE, {"email": people.anna.email, "password": PASSWORD})
    assert NOT_SHOWN in client.post(STEP, {"credential": text}).content.decode()
    assert not is_signed_in(client)
    client.force_login(people.anna, ago=16 * 60)
    assert NOT_SHOWN in client.post(CONFIRM, {"confirm-credential": text}).content.decode()
    client.force_login(people.anna)
    html = client.post(ADD, {"name": "x", "credential": text}).content.decode()
    assert "Der Passkey wurde nicht gespeichert." in html


PARTS = [("id",), ("rawId",), ("response",)]
PARTS += [("response", name) for name in ("clientDataJSON", "authenticatorData", "signature", "userHandle")]
INSTEAD = (7, [], {}, "", "ä", "\0", "AA", "!" * 9, "a" * 99)


@each("path", PARTS)
def test_a_malformed_answer_signs_nobody_in(path, client, people, passkey):
    for instead in INSTEAD:
        good = passkey.shown(challenge(client), people.anna)
        part = good["response"] if len(path) > 1 else good
        part[path[-1]] = instead
        assert enter(client, good)["Location"] == PAGE, instead
        assert not is_signed_in(client)


HANDLES = [
    b"",
    b"\0",
    b"zzzzzzzzzzzzz",
    b"z" * 500,
    b"-1",
    b"0",
    b"1.5",
    b"\xff\xfe",
    "ä".encode(),
    b"9999999",
]


@each("handle", HANDLES)
def test_an_answer_for_an_unknown_user_signs_nobody_in(handle, client, people, passkey):
    assert enter(client, passkey.shown(challenge(client), people.anna, handle=handle))["Location"] == PAGE
    assert not is_signed_in(client)
