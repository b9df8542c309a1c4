"""Signing in and reauthenticating with a passkey; forged answers."""

import json
import re
from html import unescape

import pytest
from django.conf import settings

from tests.support.pages.client import Client
from tests.support.people.authenticator import give_app
from tests.support.people.passkeys import SoftPasskey, challenge, give_passkey

PAGE, SIGN_IN = "/konto/anmelden/", "/konto/anmelden/passkey/"
STEP, CONFIRM = "/konto/zweiter-faktor/", "/konto/bestaetigen/"
PASSWORD = "korrekt-pferd-batterie"
NOT_SHOWN = "Der Passkey wurde nicht erkannt. Bitte versuchen Sie es noch einmal."
FOREIGN = "https://boese.example/"


@pytest.fixture
def passkey(people):
    return give_passkey(people.anna)[0]


def challenge_in(html):
    found = json.loads(unescape(re.search(r'data-passkey-options="([^"]*)"', html)[1]))
    return found["publicKey"]["challenge"]


def enter(client, credential, **more):
    return client.post(SIGN_IN, {"credential": json.dumps(credential)} | more)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_a_passkey_is_both_factors_and_keeps_next(client, people, passkey, events):
    response = enter(client, passkey.shown(challenge(client), people.anna), next="/gruppen/")
    assert response["Location"] == "/gruppen/"
    assert client.session["_auth_user_id"] == str(people.anna.pk)
    assert [record["method"] for record in client.session["account_authentication_methods"]] == ["mfa"]
    assert client.get(STEP)["Location"] == "/mein/"
    assert events() == ["sign_in"]


def test_on_a_shared_device_a_passkey_session_is_short(client, people, passkey):
    enter(client, passkey.shown(challenge(client), people.anna), other_device="on")
    assert client.session["sign_in"]["kept"] is False
    again = Client()
    enter(again, passkey.shown(challenge(again), people.anna))
    assert again.session["sign_in"]["kept"] is True


def test_next_of_another_site_is_ignored(client, people, passkey):
    assert enter(client, passkey.shown(challenge(client), people.anna), next=FOREIGN)["Location"] == "/mein/"


def test_the_sign_in_page_stores_no_challenge_before_it_is_needed(client, db):
    html = client.get(PAGE, {"next": "/gruppen/"}).content.decode()
    assert "mfa.webauthn.state" not in client.session
    form = re.search(r'<form [^>]*data-passkey="sign-in".*?</form>', html, re.DOTALL)[0]
    assert "Mit Passkey anmelden" in form
    assert '<input type="hidden" name="next" value="/gruppen/">' in form
    assert form.partition(">")[0].endswith(" hidden")


def test_get_of_the_passkey_view_redirects_to_the_sign_in_page(client, people):
    assert client.get(SIGN_IN, {"next": "/gruppen/"})["Location"] == f"{PAGE}?next=%2Fgruppen%2F"
    client.force_login(people.anna)
    assert client.get(SIGN_IN, {"next": "/gruppen/"})["Location"] == "/gruppen/"


def test_an_inactive_account_is_told_so(client, people):
    passkey, _ = give_passkey(people.frieda)
    response = enter(client, passkey.shown(challenge(client), people.frieda))
    assert response["Location"] == "/konto/inaktiv/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": FOREIGN},
        {"origin": "http://testserver"},
        {"origin": "https://testserver.boese.example"},
        {"origin": "null"},
        {"site": "boese.example"},
        {"verified": False},
        {"kind": "create"},
        {"challenge": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"challenge": ""},
    ],
    ids=str,
)
def test_a_valid_signature_of_other_data_signs_nobody_in(wrong, client, people, passkey, events):
    answer = {"challenge": challenge(client)} | wrong
    assert enter(client, passkey.shown(user=people.anna, **answer))["Location"] == PAGE
    assert not is_signed_in(client)
    assert events() == ["passkey_refused"]


def test_a_passkey_signs_in_to_its_own_account_only(client, people, passkey):
    theirs, _ = give_passkey(people.carla)
    enter(client, theirs.shown(challenge(client), people.anna))
    assert not is_signed_in(client)
    enter(client, SoftPasskey().shown(challenge(client), people.anna))
    assert not is_signed_in(client)


def test_an_answer_is_valid_once_and_in_its_own_browser(client, people, passkey):
    good = passkey.shown(challenge(client), people.anna)
    for stranger in (Client(), Client()):
        assert enter(stranger, good)["Location"] == PAGE
    enter(client, good)
    assert is_signed_in(client)
    client.logout()
    enter(client, good)
    assert not is_signed_in(client)
    challenge(client)
    enter(client, good)
    assert not is_signed_in(client)


def test_a_flood_gets_a_page_that_asks_to_wait(client, db, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "1/m/ip"}
    enter(client, {})
    response = enter(client, {})
    assert response.status_code == 429
    assert "Bitte kurz warten" in response.content.decode()


def test_the_second_step_accepts_the_passkey(client, people, passkey):
    client.post(PAGE, {"email": people.anna.email, "password": PASSWORD, "next": "/gruppen/"})
    html = client.get(STEP).content.decode()
    assert "Wiederherstellungscode</label>" in html
    assert "App" not in html.partition("<main")[2]
    good = passkey.shown(challenge_in(html), people.anna)
    response = client.post(STEP, {"credential": json.dumps(good)})
    assert response["Location"] == "/gruppen/"
    assert is_signed_in(client)


def test_the_second_step_refuses_a_passkey_of_another_user(client, people, passkey):
    theirs, _ = give_passkey(people.carla)
    client.post(PAGE, {"email": people.anna.email, "password": PASSWORD})
    good = theirs.shown(challenge_in(client.get(STEP).content.decode()), people.carla)
    assert NOT_SHOWN in client.post(STEP, {"credential": json.dumps(good)}).content.decode()
    assert not is_signed_in(client)


def test_tries_at_the_second_step_are_limited(client, people, passkey):
    client.post(PAGE, {"email": people.anna.email, "password": PASSWORD})
    stranger = SoftPasskey()
    for _ in range(6):
        answer = stranger.shown(challenge_in(client.get(STEP).content.decode()), people.anna)
        html = client.post(STEP, {"credential": json.dumps(answer)}).content.decode()
    assert "Das waren zu viele Versuche." in html


def test_without_a_passkey_the_second_step_asks_for_none(client, people):
    give_app(people.anna)
    client.post(PAGE, {"email": people.anna.email, "password": PASSWORD})
    html = client.get(STEP).content.decode()
    assert "data-passkey" not in html
    assert "mfa.webauthn.state" not in client.session
    assert "Bitte geben Sie den Code aus Ihrer App ein." in html
    assert client.post(STEP, {"credential": "{}"}).status_code == 200
    assert client.post(STEP).status_code == 200


def test_a_passkey_reauthenticates_before_a_page_and_for_a_form(client, people, passkey):
    client.force_login(people.anna, ago=16 * 60)
    html = client.get(CONFIRM, {"next": "/konto/sicherheit/passkey/"}).content.decode()
    good = {"confirm-credential": json.dumps(passkey.shown(challenge_in(html), people.anna))}
    address = f"{CONFIRM}?next=/konto/sicherheit/passkey/"
    assert client.post(address, good)["Location"] == "/konto/sicherheit/passkey/"
    client.force_login(people.anna, ago=16 * 60)
    assert client.post(address, good).status_code == 200
    assert client.get("/konto/sicherheit/passkey/").status_code == 302


def test_only_this_site_may_ask_for_passkeys():
    assert settings.MFA_WEBAUTHN_USER_VERIFICATION == "required"
    assert not getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False)
