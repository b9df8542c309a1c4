"""Guesses from many addresses are limited per account; at the limit the right answer is refused, too."""

from itertools import count

import pytest

from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from tests.support.pages.joining import second_factor_of

SIGN_IN, REQUEST = "/konto/anmelden/", "/konto/anmelden/code/"
CONFIRM, SECOND = "/konto/anmelden/code/bestaetigen/", "/konto/zweiter-faktor/"
ADDRESSES = 12
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
