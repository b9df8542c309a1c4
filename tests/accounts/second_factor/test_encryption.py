"""Secrets are encrypted in the database; effects of a changed SECRET_KEY."""

import json

import pytest
from allauth.mfa.models import Authenticator

from accounts.second_factor import encryption
from tests.support.pages.forms import problems
from tests.support.people.authenticator import (
    CODES,
    SECOND,
    SECURITY,
    SET_UP,
    begin_sign_in,
    code_of,
    give_app,
    give_recovery_codes,
    shown_secret,
)

WRONG = {"code": "Der Code stimmt nicht. Bitte vergleichen Sie ihn noch einmal."}


@pytest.fixture
def changed_key(settings):
    """Changes SECRET_KEY when called, and returns the one before."""

    def change():
        before, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-that-is-as-long-as-the-first-one-was"
        return before

    return change


def stored():
    return json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_database_holds_no_secret_and_no_recovery_code_as_plain_text(people):
    secret = give_app(people.anna)
    recovery = give_recovery_codes(people.anna)
    assert not [word for word in (secret, *recovery) if word in stored()]
    assert encryption.decrypt_secret(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_encrypting_the_same_secret_twice_differs():
    assert encryption.encrypt_secret("geheim") != encryption.encrypt_secret("geheim")


def test_with_another_key_no_code_works_and_the_log_says_why(client, people, changed_key, events):
    secret = give_app(people.anna)
    recovery = give_recovery_codes(people.anna)
    changed_key()
    begin_sign_in(client, people.anna)
    of_nothing = [code_of("", step) for step in range(3)]
    for code in (code_of(secret), recovery[0], *of_nothing[:2]):
        assert problems(client.post(SECOND, {"code": code}).content.decode()) == WRONG
    assert "_auth_user_id" not in client.session
    assert events()[:3] == ["second_factor_unreadable", "second_factor_unreadable", "second_factor_rejected"]


@pytest.mark.parametrize("data", ["", "JBSWY3DPEHPK3PXP", "ä", "gAAAAAB" + "A" * 80])
def test_a_secret_in_plain_text_is_refused(data, client, people):
    Authenticator.objects.create(user=people.anna, type="totp", data={"secret": data})
    begin_sign_in(client, people.anna)
    code = code_of(data) if data.isascii() and not data.startswith("gA") else "123456"
    assert problems(client.post(SECOND, {"code": code}).content.decode()) == WRONG


def test_with_the_old_key_among_the_fallbacks_codes_work(client, people, changed_key, settings):
    secret = give_app(people.anna)
    settings.SECRET_KEY_FALLBACKS = [changed_key()]
    begin_sign_in(client, people.anna)
    client.post(SECOND, {"code": code_of(secret)})
    assert client.session["_auth_user_id"] == str(people.anna.pk)


def test_the_pages_say_that_the_codes_cannot_be_read(client, people, changed_key):
    give_app(people.anna)
    give_recovery_codes(people.anna)
    changed_key()
    client.force_login(people.anna)
    assert client.get(SECURITY).status_code == 200
    assert "Ihre Codes lassen sich nicht mehr lesen" in client.get(CODES).content.decode()
    assert client.get(f"{CODES}datei/")["Location"] == CODES
    client.post(f"{CODES}neu/")
    assert client.get(CODES).content.decode().count("<li>") >= 10


def test_no_log_line_holds_a_secret(client, people, caplog):
    caplog.set_level("DEBUG")
    client.force_login(people.anna)
    secret = shown_secret(client.get(SET_UP).content.decode())
    code = code_of(secret)
    client.post(SET_UP, {"code": "1" + code[:4]})
    client.post(SET_UP, {"code": code})
    client.get(CODES)
    client.post("/konto/abmelden/")
    begin_sign_in(client, people.anna)
    client.post(SECOND, {"code": code})
    logged = [str(vars(record)) for record in caplog.records if record.name in ("accounts", "django.request")]
    assert logged
    assert not [text for text in logged if secret in text or code in text]
