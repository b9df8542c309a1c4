"""Guesses of one mailed code that arrive at once: each is counted on the code's row before it is compared."""

import pytest

from accounts.models import Session, SignInCode
from tests.support.database.races import in_turn
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("own_database")

REQUEST, CONFIRM = "/konto/anmelden/code/", "/konto/anmelden/code/bestaetigen/"
TRIES = 24


@pytest.fixture
def code(client, anna, mailed_code):
    client.post(REQUEST, {"email": anna.email})
    return mailed_code()


def same_browser(client):
    other = Client()
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    return other


def wrong(code, by=1):
    return f"{(int(code) + by) % 1_000_000:06}"


def test_of_24_guesses_at_once_five_are_judged(client, code, events):
    client.post(CONFIRM, {"code": wrong(code)})
    guesses = [
        lambda by=by: same_browser(client).post(CONFIRM, {"code": wrong(code, by)}) for by in range(2, TRIES)
    ]
    in_turn(lambda: SignInCode.objects.select_for_update().get(), *guesses)
    assert events().count("code_rejected") == 5
    assert client.post(CONFIRM, {"code": code})["Location"] == REQUEST
    assert not Session.objects.exclude(user=None).exists()


def test_a_session_that_is_written_back_gives_no_new_tries(client, code):
    """Requests of the same session save what they loaded, also what allauth had counted by then."""
    before = Session.objects.get().session_data
    for by in range(1, 6):
        client.post(CONFIRM, {"code": wrong(code, by)})
    Session.objects.update(session_data=before)
    assert client.post(CONFIRM, {"code": code})["Location"] == REQUEST
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_runs_out_of_tries_just_so(client, db):
    client.post(REQUEST, {"email": "nina@stadt.example"})
    answers = [client.post(CONFIRM, {"code": f"{number:06}"}).status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 302]
