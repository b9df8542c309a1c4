"""A second factor that is reset while somebody uses it."""

import pytest

from accounts.models import Session, User
from accounts.second_factor.reset import reset_second_factor
from tests.conftest import PASSWORD
from tests.support.database.races import in_turn
from tests.support.pages.client import Client
from tests.support.people import second_factor as factor
from tests.support.people.authenticator import give_recovery_codes

pytestmark = pytest.mark.usefixtures("own_database")

STEP = "/konto/zweiter-faktor/"


def showing(browser, code):
    return lambda: browser.post(STEP, {"code": code})


@pytest.mark.parametrize("kind", ["app", "recovery code"])
def test_using_the_factor_during_its_reset_does_not_sign_in(kind, anna, vera):
    code = factor.code_of(factor.set_up(anna))
    code = code if kind == "app" else give_recovery_codes(anna)[0]
    browser = Client(raise_request_exception=False)
    browser.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    (response,) = in_turn(lambda: reset_second_factor(anna, vera), showing(browser, code), then="keep")
    assert response.status_code == 302
    assert response["Location"] == "/konto/anmelden/"
    assert not Session.objects.filter(user=anna).exists()


def test_a_session_that_has_just_used_the_factor_ends(anna, vera):
    code = factor.code_of(factor.set_up(anna))
    browser = Client()
    browser.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    assert browser.post(STEP, {"code": code})["Location"] == "/mein/"
    reset_second_factor(anna, vera)
    assert browser.get("/mein/")["Location"].startswith("/konto/anmelden/")
    assert not Session.objects.filter(user=anna).exists()


def test_a_reset_that_waits_for_a_sign_in_ends_its_session(anna, vera):
    """The factor was used; signing in waits for the user's row, and the reset waits after it."""
    code = factor.code_of(factor.set_up(anna))
    browser = Client()
    browser.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    in_turn(
        lambda: User.objects.select_for_update().get(pk=anna.pk),
        showing(browser, code),
        lambda: reset_second_factor(anna, vera),
    )
    assert browser.get("/mein/")["Location"].startswith("/konto/anmelden/")
    assert not Session.objects.filter(user=anna).exists()
