import re

import pytest

SIGN_IN = "/konto/anmelden/"
PASSWORD = "korrekt-pferd-batterie"


def test_the_page_offers_password_and_code_in_one_form(client, db):
    html = client.get(SIGN_IN, {"next": "/redaktion/"}).content.decode()
    form = re.search(r'<form class="form signin__form".*?</form>', html, re.DOTALL)[0]
    for label in ("E-Mail-Adresse</label>", "Passwort</label>", ">Anmelden<", ">Code per E-Mail erhalten<"):
        assert label in form
    assert 'name="email"' in form
    assert 'formaction="/konto/anmelden/code/"' in form
    assert '<input type="hidden" name="next" value="/redaktion/">' in form
    assert html.count("<h1") == 1
    assert "style=" not in html


def test_a_person_signs_in_by_password_and_arrives_where_she_wanted(client, people, events):
    submitted = {"email": "Anna@Stadt.example ", "password": PASSWORD, "next": "/konto/"}
    response = client.post(SIGN_IN, submitted)
    assert (response.status_code, response["Location"]) == (302, "/konto/")
    assert client.session["_auth_user_id"] == str(people.anna.pk)
    assert events() == ["sign_in"]


def test_the_session_outlives_the_browser(client, people):
    client.post(SIGN_IN, {"email": people.anna.email, "password": PASSWORD})
    assert 0 <= 30 * 24 * 3600 - client.cookies["sessionid"]["max-age"] < 60


@pytest.mark.parametrize(
    "target", ["https://boese.example/", "//boese.example/", "javascript:alert(1)", "/\\boese.example"]
)
def test_nobody_is_sent_to_a_foreign_site_after_signing_in(target, client, people):
    submitted = {"email": people.anna.email, "password": PASSWORD, "next": target}
    assert client.post(SIGN_IN, submitted)["Location"] == "/mein/"


def test_after_five_wrong_passwords_even_the_right_one_waits(client, people):
    for _ in range(5):
        client.post(SIGN_IN, {"email": people.anna.email, "password": "falsch"})
    html = client.post(SIGN_IN, {"email": people.anna.email, "password": PASSWORD}).content.decode()
    assert "Das waren zu viele Versuche. Bitte warten Sie einige Minuten." in html
    assert 'role="alert"' in html
    assert "_auth_user_id" not in client.session


def test_a_flood_of_forms_gets_a_page_that_asks_to_wait(client, people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(SIGN_IN, {"email": ""})
    response = client.post(SIGN_IN, {"email": ""})
    assert response.status_code == 429
    assert "Bitte kurz warten" in response.content.decode()


def test_log_records_name_no_address(client, people, caplog):
    caplog.set_level("INFO")
    client.post(SIGN_IN, {"email": people.anna.email, "password": "falsch"})
    client.post("/konto/anmelden/code/", {"email": people.anna.email})
    client.post("/konto/abmelden/")
    client.post(SIGN_IN, {"email": people.anna.email, "password": PASSWORD})
    logged = [str(vars(record)) for record in caplog.records if record.name == "accounts"]
    assert len(logged) == 3
    assert not [text for text in logged if "anna@" in text or "127.0.0.1" in text]


def test_registering_explains_that_an_invitation_is_needed(client, db):
    for response in (
        client.get("/konto/registrieren/"),
        client.post("/konto/registrieren/", {"email": "x@y.example"}),
    ):
        assert response.status_code == 200
        assert "Einladungslink" in response.content.decode()


def test_signing_out_needs_a_click_that_posts(client, people):
    client.force_login(people.anna)
    assert "Möchten Sie sich abmelden?" in client.get("/konto/abmelden/").content.decode()
    assert "_auth_user_id" in client.session
    response = client.post("/konto/abmelden/", follow=True)
    assert "_auth_user_id" not in client.session
    assert "Sie sind abgemeldet." in response.content.decode()
