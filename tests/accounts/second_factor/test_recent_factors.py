"""A session's recent factors: dropped with the factor, and limited in number."""

import json
import re
from html import unescape

import pytest
from django.test import Client as DjangosClient

from accounts.limits import DEVICES_PER_ACCOUNT, PASSKEYS_PER_ACCOUNT
from accounts.models import Session
from accounts.second_factor.passkeys import lock_account, passkeys_of
from tests.support.database.races import in_turn
from tests.support.pages.client import Client
from tests.support.people import second_factor as factor
from tests.support.people.authenticator import REMOVE, SECURITY, begin_sign_in, code_of, shown_secret
from tests.support.people.passkeys import SoftPasskey

ADD, SECOND = "/konto/sicherheit/passkey/", "/konto/zweiter-faktor/"
METHODS = "account_authentication_methods"
ARCHIVE = "/gruppen/quartier/abschliessen/"


def signed_in(user, code):
    browser = Client()
    begin_sign_in(browser, user)
    assert browser.post(SECOND, {"code": code})["Location"] == "/mein/"
    return browser


def methods(browser):
    return [record["method"] for record in browser.session[METHODS]]


def test_removing_the_app_signs_out_other_sessions_that_used_it(dora, group):
    """A stolen phone: a passkey is left, but the thief's session used the app."""
    secret = factor.set_up(dora)
    factor.give_passkey(dora)
    here, thief = (signed_in(dora, code_of(secret, step)) for step in (1, 2))
    reader = Client()
    reader.force_login(dora, second_factor=False)
    here.post(REMOVE)
    assert thief.post(ARCHIVE).status_code == 302
    assert "/konto/anmelden/" in thief.get(SECURITY)["Location"]
    assert reader.get(SECURITY).status_code == 200
    assert methods(here) == ["password"]
    assert factor.stopped(here.post(ARCHIVE)) == factor.CONFIRM
    group.refresh_from_db()
    assert group.is_open


def test_setting_up_a_factor_is_dropped_with_the_factor(dora, client):
    client.force_login(dora, second_factor=False)
    secret = shown_secret(client.get("/konto/sicherheit/app/").content.decode())
    client.post("/konto/sicherheit/app/", {"code": code_of(secret)})
    factor.give_passkey(dora)
    client.post(REMOVE)
    assert "mfa" not in methods(client)


def test_the_latest_record_of_each_kind_is_kept(dora):
    secret = factor.set_up(dora)
    browser = signed_in(dora, code_of(secret, 0))
    first = browser.session[METHODS]
    for step in (1, 2):
        browser.post("/konto/bestaetigen/", {"confirm-code": code_of(secret, step)})
    now = browser.session[METHODS]
    assert [record["method"] for record in now] == ["password", "mfa"]
    assert now[1]["at"] > first[1]["at"]


def test_the_number_of_passkeys_is_limited(dora, client):
    client.force_login(dora)
    for _ in range(PASSKEYS_PER_ACCOUNT):
        factor.give_passkey(dora)
    for answer in (client.get, client.post):
        assert answer("/konto/sicherheit/passkey/")["Location"] == SECURITY
    assert f"Mehr als {PASSKEYS_PER_ACCOUNT} Passkeys gehen nicht." in client.get(SECURITY).content.decode()
    assert passkeys_of(dora).count() == PASSKEYS_PER_ACCOUNT


@pytest.mark.usefixtures("own_database")
def test_of_two_concurrent_passkeys_only_as_many_as_allowed_are_added(dora):
    for _ in range(PASSKEYS_PER_ACCOUNT - 1):
        factor.give_passkey(dora)
    browser = Client()
    browser.force_login(dora)
    html = unescape(browser.get(ADD).content.decode())
    challenge = json.loads(re.search(r'data-passkey-options="(.*?})"', html)[1])["publicKey"]["challenge"]
    form = {"name": "Noch einer", "credential": json.dumps(SoftPasskey().made(challenge))}
    (answer,) = in_turn(
        lambda: (lock_account(dora), factor.give_passkey(dora)),
        lambda: browser.post(ADD, form)["Location"],
        then="keep",
    )
    assert answer == SECURITY
    assert passkeys_of(dora).count() == PASSKEYS_PER_ACCOUNT


def test_the_number_of_devices_is_limited_and_the_longest_unused_end(dora):
    browsers = [DjangosClient() for _ in range(DEVICES_PER_ACCOUNT + 2)]
    for browser in browsers:
        browser.force_login(dora)
    assert Session.objects.filter(user=dora).count() == DEVICES_PER_ACCOUNT
    kept = set(Session.objects.values_list("pk", flat=True))
    assert [browser.cookies["sessionid"].value in kept for browser in browsers[:3]] == [False, False, True]


def test_requests_for_passkey_options_are_limited(db, client):
    script = {"x-requested-with": "XMLHttpRequest"}
    answers = [Client().get("/konto/anmelden/passkey/", headers=script).status_code for _ in range(62)]
    assert answers == [200] * 60 + [429] * 2
    assert Session.objects.count() == 60


@pytest.mark.usefixtures("own_database")
def test_app_and_passkey_removed_at_once_leave_no_recovery_codes(dora):
    factor.set_up(dora)
    _, passkey = factor.give_passkey(dora)
    browser = Client()
    browser.force_login(dora)
    (answer,) = in_turn(
        lambda: (lock_account(dora), passkey.delete()), lambda: browser.post(REMOVE)["Location"], then="keep"
    )
    assert answer == SECURITY
    assert not dora.authenticator_set.exists()
    assert methods(browser) == []
