"""Setting up an authenticator app, and removing it."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from accounts.models import User
from mail.models import OutgoingMail
from tests.support.database import races
from tests.support.pages.client import Client
from tests.support.people.authenticator import (
    CODES,
    REMOVE,
    SECURITY,
    SET_UP,
    code_of,
    give_app,
    shown_secret,
)

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna, second_factor=False)
    return client


def records(client):
    return [record["method"] for record in client.session["account_authentication_methods"]]


def test_the_app_is_set_up_with_the_code_it_shows(as_anna, anna, events):
    secret = shown_secret(as_anna.get(SET_UP).content.decode())
    response = as_anna.post(SET_UP, {"code": code_of(secret)}, follow=True)

    assert response.redirect_chain == [(CODES, 302)]
    html = response.content.decode()
    assert "Die App ist eingerichtet." in html
    assert len(re.findall(r"<li>\d{4} \d{4}</li>", html)) == 10
    assert sorted(events()) == ["recovery_codes_generated", "second_factor_added"]
    assert {key.type for key in anna.authenticator_set.all()} == {"totp", "recovery_codes"}
    assert OutgoingMail.objects.get().subject == "Eine App schützt jetzt Ihr Konto im StädteNetz"
    assert records(as_anna)[-1] == "mfa"
    assert "Eingerichtet am" in as_anna.get(SECURITY).content.decode()


def test_the_page_shows_the_secret_as_picture_as_words_and_as_link(as_anna):
    html = as_anna.get(SET_UP).content.decode()
    secret = shown_secret(html)
    assert '<svg class="qr"' in html
    assert "data:" not in html
    assert re.search(r'class="secret"[^>]*>([A-Z2-7]{4} ){7}[A-Z2-7]{4}<', html)
    link = urlsplit(re.search(r'href="(otpauth:[^"]*)"', html)[1].replace("&amp;", "&"))
    assert parse_qs(link.query) == {"secret": [secret], "issuer": ["StädteNetz"]}
    assert link.path == "/St%C3%A4dteNetz%3Aanna%40stadt.example"


def test_the_secret_stays_while_one_tries_and_is_another_for_the_next_person(as_anna, carla):
    secret = shown_secret(as_anna.get(SET_UP).content.decode())
    refused = as_anna.post(SET_UP, {"code": "12345"}).content.decode()
    assert shown_secret(refused) == shown_secret(as_anna.get(SET_UP).content.decode()) == secret
    assert secret not in str(dict(as_anna.session))

    other = Client()
    other.force_login(carla)
    assert shown_secret(other.get(SET_UP).content.decode()) != secret


def test_a_clock_that_is_half_a_minute_slow_is_accepted(as_anna, anna):
    secret = shown_secret(as_anna.get(SET_UP).content.decode())
    as_anna.post(SET_UP, {"code": code_of(secret, step=0)})
    assert anna.authenticator_set.filter(type="totp").exists()


def test_a_double_click_sets_up_one_app(as_anna, anna):
    code = code_of(shown_secret(as_anna.get(SET_UP).content.decode()))

    def click():
        browser = Client()
        browser.cookies = as_anna.cookies
        return browser.post(SET_UP, {"code": code})["Location"]

    def hold():
        User.objects.select_for_update().get(pk=anna.pk)

    assert races.in_turn(hold, click, click) == [CODES, CODES]
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_user_with_an_app_is_redirected_from_its_setup(as_anna, anna):
    give_app(anna)
    as_anna.force_login(anna)
    assert as_anna.get(SET_UP)["Location"] == SECURITY


def test_removing_the_app_explains_the_consequences_first(client, anna, events):
    give_app(anna)
    client.force_login(anna)
    assert "auf allen anderen Geräten werden Sie abgemeldet" in client.get(REMOVE).content.decode()
    assert anna.authenticator_set.exists()

    response = client.post(REMOVE, follow=True)
    assert response.redirect_chain == [(SECURITY, 302)]
    assert "Die App ist entfernt." in response.content.decode()
    assert not anna.authenticator_set.exists()
    assert events() == ["second_factor_removed"]
    assert OutgoingMail.objects.get().subject == "Die App ist von Ihrem Konto im StädteNetz entfernt"


def test_removing_the_last_factor_ends_other_sessions_and_drops_records_of_this_one(client, anna, carla):
    give_app(anna)
    here, there, carlas = client, Client(), Client()
    for browser, user in ((here, anna), (there, anna), (carlas, carla)):
        browser.force_login(user)

    here.post(REMOVE)

    assert there.get("/konto/")["Location"].startswith("/konto/anmelden/")
    assert carlas.get("/konto/").status_code == here.get("/konto/").status_code == 200
    assert records(here) == []


def test_with_a_passkey_left_other_devices_stay_unless_they_used_the_app(client, anna):
    """test_recent_factors.py tests the other sessions."""
    give_app(anna)
    anna.authenticator_set.create(type="webauthn", data={"name": "Passkey", "credential": {}})
    there = Client()
    client.force_login(anna)
    there.force_login(anna, second_factor=False)
    assert "auf denen Sie die App benutzt haben, werden Sie abgemeldet" in client.get(REMOVE).content.decode()
    client.post(REMOVE)
    assert there.get("/konto/").status_code == 200


def test_two_concurrent_removals_remove_the_app_once(client, anna):
    give_app(anna)
    client.force_login(anna)

    def click():
        browser = Client()
        browser.cookies = client.cookies
        try:
            return browser.post(REMOVE)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert {one.result() for one in [threads.submit(click) for _ in range(2)]} == {SECURITY}
