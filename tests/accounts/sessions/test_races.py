"""Sessions that end while one of their requests is processed stay ended, and no request fails."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from accounts.models import Session, User
from accounts.sessions.ended import SessionMiddleware
from accounts.sessions.store import SessionStore
from tests.conftest import PASSWORD
from tests.support.database.races import in_turn
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("own_database")

NEW = "ganz-anderes-pferd-7"
WITH_PASSWORD = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
TEXT = "Das habe ich lange überlegt."


def signed_in(user, **options):
    browser = Client(**options)
    browser.force_login(user, second_factor=False)
    return browser


def row_of(browser):
    return Session.objects.filter(pk=browser.cookies["sessionid"].value)


def test_a_session_saved_while_it_is_ended_stays_ended(anna):
    here, there = signed_in(anna), signed_in(anna)
    act = in_turn(
        lambda: row_of(there).update(session_data=row_of(there).get().session_data),
        lambda: here.post("/konto/geraete/abmelden/").status_code,
        then="keep",
    )
    assert act == [302]
    assert [row.pk for row in anna.sessions.all()] == [here.cookies["sessionid"].value]


def test_a_password_change_under_way_does_not_save_its_session_from_being_signed_out(anna):
    """The new key is written first; signing out waits for the row."""
    here, there = signed_in(anna), signed_in(anna)
    store = SessionStore(there.cookies["sessionid"].value)
    act = in_turn(store.cycle_key, lambda: here.post("/konto/geraete/abmelden/").status_code, then="keep")
    assert act == [302]
    assert [row.pk for row in anna.sessions.all()] == [here.cookies["sessionid"].value]


def test_whoever_was_signed_out_while_changing_the_password_is_led_to_sign_in(anna, events):
    browser = signed_in(anna, raise_request_exception=False)
    (answer,) = in_turn(
        lambda: row_of(browser).delete(),
        lambda: browser.post("/konto/passwort/", WITH_PASSWORD),
        then="keep",
    )
    assert answer.status_code == 401
    assert "Sie sind abgemeldet" in answer.content.decode()
    assert not Session.objects.exists()
    assert User.objects.get().check_password(PASSWORD)
    assert browser.cookies["sessionid"].value == ""
    assert "session_interrupted" in events()


def test_the_account_that_is_deleted_during_sign_in_has_no_session(anna):
    store = SessionStore()
    store["_auth_user_id"] = str(anna.pk)
    store.create()
    store["more"] = 1
    User.objects.filter(pk=anna.pk).delete()
    answer = respond("post", store, HttpResponse(status=302, headers={"Location": "/mein/"}))
    assert answer["Location"] == "/mein/"
    assert not Session.objects.exists()


def respond(method, store, response, **fields):
    """The response after a session could not be saved."""
    request = getattr(RequestFactory(), method)("/konto/?a=b", fields or None)
    request.COOKIES["sessionid"], request.session = store.session_key, store
    request.resolver_match = resolve("/gruppen/x/themen/1/antworten/")
    return SessionMiddleware(lambda _: response).process_response(request, response)


@pytest.fixture
def ended(anna):
    """A session that was changed, and then ended from elsewhere."""
    store = SessionStore(signed_in(anna).cookies["sessionid"].value)
    store["more"] = 1
    with transaction.atomic():
        Session.objects.all().delete()
    return store


def test_a_get_is_redirected_to_itself(ended):
    answer = respond("get", ended, HttpResponse("only for Anna"))
    assert (answer.status_code, answer["Location"]) == (302, "/konto/?a=b")
    assert answer.cookies["sessionid"].value == ""


def test_a_processed_form_keeps_its_redirect(ended):
    answer = respond("post", ended, HttpResponse(status=302, headers={"Location": "/gruppen/"}))
    assert (answer.status_code, answer["Location"]) == (302, "/gruppen/")
    assert answer.cookies["sessionid"].value == ""


def test_the_submitted_text_is_given_back(ended):
    answer = respond("post", ended, HttpResponse("only for Anna"), text=TEXT)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert f"readonly>{TEXT}</textarea>" in page
    assert "only for Anna" not in page
    assert not Session.objects.exists()


@pytest.fixture
def unstored(anna):
    """A session that was changed, and that a failing database does not store; takes the SQLSTATE."""
    store = SessionStore(signed_in(anna).cookies["sessionid"].value)
    store["more"] = 1

    def fail(state):
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE SQLSTATE '{state}'; END $$;"
                "CREATE OR REPLACE TRIGGER fails BEFORE UPDATE ON accounts_session"
                " FOR EACH ROW EXECUTE FUNCTION fail()"
            )
        return store

    return fail


STATES = {"ended": "57P01", "read-only": "25006", "full": "53100"}


def test_a_database_that_fails_signs_nobody_out(unstored, subtests):
    for what, state in STATES.items():
        with subtests.test(what), pytest.raises(DatabaseError):
            respond("post", unstored(state), HttpResponse(status=302, headers={"Location": "/mein/"}))


def test_a_page_is_shown_although_its_session_cannot_be_stored(unstored, events, subtests):
    for what, state in STATES.items():
        with subtests.test(what):
            answer = respond("get", unstored(state), HttpResponse("for Anna"))
            assert (answer.status_code, answer.content, answer["Vary"]) == (200, b"for Anna", "Cookie")
    assert events() == ["note_not_written"] * 3


def test_a_double_click_on_signing_in_signs_in(anna):
    """The first click changes the session key; the browser discards its response."""
    before = SessionStore()
    before["more"] = 1
    before.create()
    before.save()
    browser = Client()
    browser.cookies["sessionid"] = before.session_key
    (answer,) = in_turn(
        SessionStore(before.session_key).cycle_key,
        lambda: browser.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD}),
        then="keep",
    )
    assert answer["Location"] == "/mein/"
    assert browser.get("/konto/").status_code == 200
    assert browser.session["more"] == 1
