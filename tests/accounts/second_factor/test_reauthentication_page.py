"""The reauthentication page before a GET, and where it leads."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import PASSWORD
from tests.support.database.undoing import each
from tests.support.pages.forms import attributes, words
from tests.support.people import second_factor as factor

PAGE = "/konto/bestaetigen/"
FOREIGN = [
    "https://boese.example/",
    "//boese.example/x",
    "/\\boese.example",
    "javascript:alert(1)",
    "\thttps://b.example",
]


@pytest.fixture
def secret(dora):
    return factor.set_up(dora)


@pytest.fixture
def lead(secret, group, dora):
    browser = factor.Client()
    browser.force_login(dora, second_factor=False)
    return browser


def field(html):
    return attributes(re.search(r'<input[^>]*name="confirm-code"[^>]*>', html)[0])


def back(html):
    return re.search(r'<a href="([^"]*)">Abbrechen</a>', html)[1].replace("&amp;", "&")


def test_a_page_is_shown_after_the_code(lead, secret):
    wanted = "/gruppen/quartier/leitung/?a=1&b=2"
    asked = lead.get(wanted)
    assert asked["Location"].startswith(PAGE)
    html = lead.get(asked["Location"]).content.decode()
    assert "abgeschickt" not in html
    assert lead.post(asked["Location"], {"confirm-code": factor.code_of(secret)})["Location"] == wanted
    assert lead.get(wanted).status_code == 200


def test_the_field_takes_focus_digits_and_recovery_codes(lead):
    html = lead.get(PAGE).content.decode()
    found = field(html)
    assert (found["inputmode"], found["autocomplete"]) == ("numeric", "one-time-code")
    assert re.search(r'<input[^>]*name="confirm-code"[^>]* autofocus', html)
    assert html.count(" autofocus") == 1
    wrong = lead.post(PAGE, {"confirm-code": "000000"}).content.decode()
    assert wrong.count(" autofocus") == 1


@each("target", FOREIGN)
def test_nobody_is_led_to_a_foreign_site(target, lead, secret, dora):
    html = lead.get(PAGE, {"next": target}).content.decode()
    assert "boese" not in html.partition("<main")[2]
    code = factor.code_of(secret)
    response = lead.post(
        f"{PAGE}?next={target}", {"confirm-code": code, "next": target, "confirm-back": target}
    )
    assert response["Location"] == "/konto/"
    assert lead.get(PAGE, {"next": target})["Location"] == "/konto/"


@pytest.mark.parametrize("sent", ["Referer", "confirm-back"])
@pytest.mark.parametrize(
    "target",
    [
        *(*FOREIGN, PAGE, f"http://testserver{PAGE}?next=/mein/", "", "gruppen/", "http://["),
        *("http://testserver//boese.example/", r"http://testserver/\boese.example/"),
    ],
)
def test_cancelling_leads_to_a_page_of_this_site(target, sent, lead):
    data, headers = ({sent: target}, {}) if sent == "confirm-back" else ({}, {"Referer": target})
    html = lead.post(PAGE, {"confirm-code": "000000"} | data, headers=headers).content.decode()
    assert back(html) == "/konto/"


def test_cancelling_leads_back_also_after_a_wrong_code(lead):
    came_from = "/gruppen/quartier/?zeigen=offen&seite=2"
    html = lead.get(PAGE, headers={"Referer": f"http://testserver{came_from}"}).content.decode()
    assert back(html) == came_from
    pending = attributes(re.search(r'<input[^>]*name="confirm-back"[^>]*>', html)[0])["value"]
    again = lead.post(
        PAGE,
        {"confirm-code": "000000", "confirm-back": pending},
        headers={"Referer": f"http://testserver{PAGE}"},
    )
    assert back(again.content.decode()) == came_from


def by_password(dora, **options):
    browser = factor.Client()
    browser.force_login(dora, ago=factor.HOUR, second_factor=False)
    return browser


def signs_in_anew_to(html):
    """Path and `next` of the button that signs in anew."""
    form = re.search(r'<form class="signin__again.*?</form>', html, re.DOTALL)[0]
    target = attributes(re.search(r'<input[^>]*name="next"[^>]*>', form)[0])["value"]
    parts = urlsplit(target)
    return parts.path, parse_qs(parts.query)["next"]


NESTED = "/konto/sicherheit/?next=/gruppen/quartier/?a=1%26b=%22%3E&c=ü"


def test_without_a_second_factor_the_password_reauthenticates(dora):
    browser = by_password(dora)
    html = browser.get(PAGE, {"next": NESTED}).content.decode()
    assert 'name="confirm-password"' in html
    assert 'name="confirm-code"' not in html
    wrong = browser.post(f"{PAGE}?next=/konto/", {"confirm-password": "falsch"})
    assert "Das Passwort stimmt nicht." in words(wrong.content.decode())
    assert "falsch" not in wrong.content.decode()
    assert browser.post(f"{PAGE}?next=/konto/", {"confirm-password": PASSWORD})["Location"] == "/konto/"


@pytest.mark.parametrize("has_password", [True, False])
def test_signing_in_anew_leads_back_to_the_page(has_password, dora, mailed_code):
    if not has_password:
        dora.set_unusable_password()
        dora.save()
    browser = by_password(dora)
    html = browser.get(PAGE, {"next": NESTED}).content.decode()
    assert ('name="confirm-password"' in html) == has_password
    assert signs_in_anew_to(html) == ("/konto/anmelden/code/", [NESTED])
    form = re.search(r'<form class="signin__again.*?</form>', html, re.DOTALL)[0]
    target = attributes(re.search(r'<input[^>]*name="next"[^>]*>', form)[0])["value"]
    out = browser.post("/konto/abmelden/", {"next": target})
    assert out["Location"] == target
    page = browser.get(target).content.decode()
    kept = attributes(re.search(r'<input[^>]*name="next"[^>]*>', page)[0])["value"]
    assert kept == NESTED
    browser.post("/konto/anmelden/code/", {"email": dora.email, "next": kept})
    confirmed = browser.post("/konto/anmelden/code/bestaetigen/", {"code": mailed_code(), "next": kept})
    assert urlsplit(confirmed["Location"]).path == "/konto/sicherheit/"


@each("target", FOREIGN)
def test_signing_in_anew_leads_to_no_foreign_site(target, dora):
    html = by_password(dora).get(PAGE, {"next": target}).content.decode()
    assert signs_in_anew_to(html) == ("/konto/anmelden/code/", ["/konto/"])


def test_the_page_explains_the_question(lead):
    assert "Wie Sie sich anmelden, ändern nur Sie selbst" in words(lead.get(PAGE).content.decode())
    of_group = lead.get(PAGE, {"next": "/gruppen/quartier/leitung/"}).content.decode()
    assert "entscheidet über andere" in words(of_group)


@pytest.mark.parametrize(
    "credential",
    ["", "{", "null", "[]", "5", '"x"', "{}", '{"id": 1}', '{"id": "x", "rawId": "x", "response": {}}'],
)
def test_an_answer_that_is_no_passkeys_is_refused_in_german(credential, lead, secret, dora):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=dora, type="totp").delete()
    factor.give_passkey(dora)
    response = lead.post(PAGE, {"confirm-credential": credential})
    assert response.status_code == 200
    html = response.content.decode()
    assert "Der Passkey wurde nicht erkannt." in html
    assert "Wiederherstellungscode</label>" in html
