"""The recovery codes: page, file and new codes."""

import re

import pytest

from accounts.second_factor import codes
from accounts.sign_in.forms import SecondFactorForm
from mail.models import OutgoingMail
from tests.support.pages.client import Client
from tests.support.pages.forms import words
from tests.support.people.authenticator import (
    CODES,
    SECOND,
    SECURITY,
    begin_sign_in,
    give_app,
    give_recovery_codes,
)

FILE, NEW = f"{CODES}datei/", f"{CODES}neu/"


@pytest.fixture
def recovery(people):
    give_app(people.anna)
    return give_recovery_codes(people.anna)


@pytest.fixture
def as_anna(client, people, recovery):
    client.force_login(people.anna)
    return client


def shown(html):
    return [code.replace(" ", "") for code in re.findall(r"<li>(\d{4} \d{4})</li>", html)]


def test_the_page_shows_the_unused_codes(as_anna, people, recovery):
    assert shown(as_anna.get(CODES).content.decode()) == recovery
    codes.use_code(people.anna, recovery[3])
    assert shown(as_anna.get(CODES).content.decode()) == recovery[:3] + recovery[4:]


def test_the_file_holds_the_unused_codes(as_anna, recovery):
    response = as_anna.get(FILE)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert 'filename="staedtenetz-wiederherstellungscodes.txt"' in response["Content-Disposition"]
    lines = response.content.decode().split("\r\n")
    assert lines[0] == "Wiederherstellungscodes für das StädteNetz"
    assert [line.replace(" ", "") for line in lines if re.fullmatch(r"\d{4} \d{4}", line)] == recovery


@pytest.mark.parametrize("url", [CODES, FILE, SECURITY, "/konto/sicherheit/app/entfernen/"])
def test_no_cache_keeps_the_page(url, as_anna):
    response = as_anna.get(url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_no_cache_keeps_the_secret_of_an_app(client, people):
    client.force_login(people.carla)
    assert "no-store" in client.get("/konto/sicherheit/app/")["Cache-Control"]


def test_new_codes_end_the_old_ones(as_anna, people, recovery, events, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_anna.post(NEW)
    assert response["Location"] == CODES
    html = as_anna.get(CODES).content.decode()
    assert "Die bisherigen gelten nicht mehr." in html
    assert not set(shown(html)) & set(recovery)
    assert events() == ["recovery_codes_generated"]
    assert OutgoingMail.objects.get().subject == "Neue Wiederherstellungscodes für das StädteNetz"

    other = Client()
    begin_sign_in(other, people.anna)
    other.post(SECOND, {"code": recovery[0]})
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    ("used", "text"),
    [
        (0, "Sie haben noch 10."),
        (7, "Sie haben noch 3."),
        (8, "Sie haben nur noch 2 Codes. Bitte erzeugen Sie neue."),
        (9, "Sie haben nur noch einen Code."),
        (10, "Sie haben keinen Code mehr."),
    ],
)
def test_the_security_page_says_when_they_run_out(used, text, as_anna, people, recovery):
    for code in recovery[:used]:
        codes.use_code(people.anna, code)
    html = as_anna.get(SECURITY).content.decode()
    assert text in words(html)
    assert (used > 7) == ("note--warn" in html)
    assert ("Codes ansehen" in html) == (used < 10)


def test_with_all_codes_used_the_page_offers_new_ones(as_anna, people, recovery):
    for code in recovery:
        codes.use_code(people.anna, code)
    html = as_anna.get(CODES).content.decode()
    assert "Sie haben alle Codes benutzt." in html
    assert as_anna.get(FILE)["Location"] == CODES


def test_a_used_recovery_code_is_reported_by_mail(client, people, recovery):
    for code in recovery[:8]:
        codes.use_code(people.anna, code)
    begin_sign_in(client, people.anna)
    client.post(SECOND, {"code": recovery[8]})
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Ein Wiederherstellungscode für das StädteNetz wurde benutzt"
    assert "Jetzt haben Sie noch einen." in mail.text
    assert not [code for code in recovery if code in mail.text]


def test_without_a_second_factor_there_are_no_recovery_codes(client, people):
    client.force_login(people.anna)
    for response in (client.get(CODES), client.post(NEW)):
        assert response["Location"] == SECURITY
    assert not people.anna.authenticator_set.exists()
    assert "Wiederherstellungscodes" not in client.get(SECURITY).content.decode()


def test_whoever_has_only_a_passkey_is_asked_for_a_recovery_code(people):
    people.anna.authenticator_set.create(type="webauthn", data={})
    give_recovery_codes(people.anna)
    form = SecondFactorForm({"code": ""}, user=people.anna)
    assert form.fields["code"].label == "Wiederherstellungscode"
    assert form.fields["code"].help_text == "Acht Ziffern. Jeder Wiederherstellungscode gilt einmal."
    assert form.errors["code"] == ["Bitte geben Sie einen Wiederherstellungscode ein."]
