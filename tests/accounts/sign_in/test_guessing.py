"""Guesses from many addresses are limited per account; at the limit the right answer is refused, too."""

import time
from itertools import count

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import RequestFactory

from accounts.allauth_internal import ratelimit
from accounts.sign_in.known_device import COOKIE
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from tests.support.pages.joining import second_factor_of

SIGN_IN, REQUEST = "/konto/anmelden/", "/konto/anmelden/code/"
CONFIRM, SECOND = "/konto/anmelden/code/bestaetigen/", "/konto/zweiter-faktor/"
ADDRESSES = 12
DAY = 24 * 3600
# Three minutes' worth of guessing with a new address for each: five codes of five tries.
MOST_CODES, MOST_TRIES = 5, 5


@pytest.fixture
def somewhere():
    """A browser with an IP address that was not used before."""
    numbers = count(1)
    return lambda: Client(REMOTE_ADDR=f"192.0.2.{next(numbers)}")


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def is_in(browser):
    return "_auth_user_id" in browser.session


def test_codes_for_one_account_are_limited_over_all_addresses(somewhere, anna, mailed_code, events):
    for _ in range(ADDRESSES):
        browser = somewhere()
        browser.post(REQUEST, {"email": anna.email})
        while browser.post(CONFIRM, {"code": wrong(mailed_code())}).status_code == 200:
            pass
    assert OutgoingMail.objects.count() == MOST_CODES
    assert events().count("code_rejected") == MOST_CODES * MOST_TRIES


def test_tries_of_passwords_are_limited(somewhere, anna, events):
    for _ in range(ADDRESSES):
        somewhere().post(SIGN_IN, {"email": anna.email, "password": "falsch"})
    browser = somewhere()
    html = browser.post(SIGN_IN, {"email": anna.email, "password": PASSWORD}).content.decode()
    assert "Das waren zu viele Versuche. Bitte warten Sie einige Minuten." in html
    assert not is_in(browser)
    assert events().count("sign_in_failed") == MOST_TRIES


@pytest.fixture
def own(anna):
    """A browser in which Anna has signed in before."""
    browser = Client(REMOTE_ADDR="198.51.100.1")
    browser.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
    browser.post("/konto/abmelden/")
    return browser


def use_up_the_day(user):
    """Strangers have used up what an address has in one day, all but the last quarter of an hour long ago."""
    requests = RequestFactory()
    for action, key in (
        ("login_failed", f"testserver:{user.email}"),
        ("request_login_code_to", user.email),
        ("join_to", user.email),
        ("login_failed", f"mfa-auth-user-{user.pk}"),
    ):
        (rate,) = [
            rate for rate in ratelimit.get_rates(app="allauth.account", action=action) if rate.duration == DAY
        ]
        name = ratelimit.get_cache_key(
            requests.get("/"), app="allauth.account", action=action, rate=rate, key=key
        )
        cache.set(name, [time.time() - 3600] * rate.amount, DAY)


def test_strangers_do_not_lock_a_person_out_of_known_devices(somewhere, anna, own, mailed_code):
    use_up_the_day(anna)
    for _ in range(ADDRESSES):
        somewhere().post(SIGN_IN, {"email": anna.email, "password": "falsch"})
        somewhere().post(REQUEST, {"email": anna.email})
    own.post(REQUEST, {"email": anna.email})
    own.post(CONFIRM, {"code": mailed_code()})
    assert is_in(own)
    own.post("/konto/abmelden/")
    own.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
    assert is_in(own)


def test_strangers_who_know_the_password_do_not_lock_the_second_factor_of_known_devices(anna, own):
    right = second_factor_of(anna)
    use_up_the_day(anna)
    own.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
    own.post(SECOND, {"code": right})
    assert is_in(own)


def test_a_used_up_day_closes_the_password_but_codes_for_a_quarter_of_an_hour_only(
    somewhere, anna, mailed_code
):
    use_up_the_day(anna)
    browser = somewhere()
    browser.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
    assert not is_in(browser)
    browser.post(REQUEST, {"email": anna.email})
    browser.post(CONFIRM, {"code": mailed_code()})
    assert is_in(browser)
    for _ in range(ADDRESSES):
        somewhere().post(REQUEST, {"email": anna.email})
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("action", ["request_login_code", "join"])
def test_a_way_in_by_mail_is_never_closed_for_more_than_a_quarter_of_an_hour(action):
    rates = ratelimit.get_rates(app="allauth.account", action=f"{action}_at_least")
    assert max(rate.duration for rate in rates) <= 15 * 60


def test_tries_on_a_known_device_are_limited_too(own, anna, somewhere, events):
    for number in range(ADDRESSES):
        own.post(
            SIGN_IN,
            {"email": anna.email, "password": "falsch"},
            REMOTE_ADDR=f"203.0.113.{number}",
        )
    assert events().count("sign_in_failed") == 2 * MOST_TRIES
    own.post(SIGN_IN, {"email": anna.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.99")
    assert not is_in(own)


def test_a_device_is_known_for_its_own_people_only(own, ben):
    use_up_the_day(ben)
    own.post(SIGN_IN, {"email": ben.email, "password": PASSWORD})
    assert not is_in(own)


# With ids, since a signature has the second in it: two workers may collect in two seconds.
FORGED = {"unsigned": "[1]", "signed for another use": signing.dumps([1], salt="another"), "empty": ""}


@pytest.mark.parametrize("pks", FORGED.values(), ids=FORGED)
def test_a_forged_cookie_makes_no_device_known(pks, somewhere, anna):
    use_up_the_day(anna)
    browser = somewhere()
    browser.cookies[COOKIE] = pks.replace("1", str(anna.pk))
    browser.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
    assert not is_in(browser)


def test_a_shared_device_is_not_remembered(client, anna):
    client.post(SIGN_IN, {"email": anna.email, "password": PASSWORD, "other_device": "on"})
    assert is_in(client)
    assert COOKIE not in client.cookies


def test_the_cookie_is_for_our_server_only(own):
    cookie = own.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 180 * 24 * 3600


def test_tries_of_the_second_factor_are_limited(somewhere, anna, events):
    right = second_factor_of(anna)
    for _ in range(ADDRESSES):
        browser = somewhere()
        browser.post(SIGN_IN, {"email": anna.email, "password": PASSWORD})
        browser.post(SECOND, {"code": "000000"})
    html = browser.post(SECOND, {"code": right}).content.decode()
    assert "Das waren zu viele Versuche. Bitte warten Sie einige Minuten." in html
    assert not is_in(browser)
    assert events().count("second_factor_rejected") == MOST_TRIES


def test_the_limit_of_one_account_does_not_affect_others(somewhere, anna, ben):
    for _ in range(ADDRESSES):
        somewhere().post(SIGN_IN, {"email": anna.email, "password": "falsch"})
    browser = somewhere()
    browser.post(SIGN_IN, {"email": ben.email, "password": PASSWORD})
    assert is_in(browser)
