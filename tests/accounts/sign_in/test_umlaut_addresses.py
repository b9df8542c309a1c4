"""An address with an umlaut domain is one, in whichever of its spellings it is typed, and is shown with the umlaut."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from vocabulary.addresses import canonical_address, readable_address

SIGN_IN, REQUEST = "/konto/anmelden/", "/konto/anmelden/code/"
CONFIRM = "/konto/anmelden/code/bestaetigen/"
TYPED, STORED = "Nina@Städte.example", "nina@xn--stdte-hra.example"
SPELLINGS = [TYPED, STORED, "NINA@XN--STDTE-HRA.example", "nina@sta\u0308dte.example"]


@pytest.fixture
def nina(db):
    return User.objects.create_user(TYPED, "Nina Neu", PASSWORD)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_one_signs_in_with_either_spelling(typed, nina, mailed_code):
    by_password, by_code = Client(), Client()
    by_password.post(SIGN_IN, {"email": typed, "password": PASSWORD})
    by_code.post(REQUEST, {"email": typed})
    page = by_code.get(CONFIRM).content.decode()
    assert "nina@städte.example" in page
    by_code.post(CONFIRM, {"code": mailed_code()})
    for browser in (by_password, by_code):
        assert browser.session["_auth_user_id"] == str(nina.pk)
    assert OutgoingMail.objects.get().to == STORED
    assert "nina@städte.example" in by_code.get("/konto/").content.decode()


@pytest.mark.parametrize("typed", SPELLINGS)
def test_wrong_passwords_count_for_one_address(typed, nina):
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            SIGN_IN, {"email": SPELLINGS[number % 4], "password": "x"}
        )
    browser = Client(REMOTE_ADDR="192.0.2.9")
    browser.post(SIGN_IN, {"email": typed, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("typed", ["nina@städte", "nina@☃.example", f"nina@{'ä' * 70}.example", "nina@ä..de"])
def test_what_no_domain_can_be_is_an_error_at_the_field(typed, client, db):
    html = client.post(REQUEST, {"email": typed}).content.decode()
    assert "Bitte geben Sie eine vollständige E-Mail-Adresse ein" in html


def test_the_database_takes_the_stored_form_only(nina):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=nina.pk).update(email="nina@städte.example")


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("a@straße.example", "a@xn--strae-oqa.example", "a@straße.example"),
        ("a@strasse.example", "a@strasse.example", "a@strasse.example"),
        ("a@post.münchen.example", "a@post.xn--mnchen-3ya.example", "a@post.münchen.example"),
        # Letters that only look like Latin ones are never shown as such.
        ("a@st\u0430dt.example", "a@xn--stdt-63d.example", "a@xn--stdt-63d.example"),
        ("a@xn--zzzz.example", "a@xn--zzzz.example", "a@xn--zzzz.example"),
        ('"a b"@x.example', '"a b"@x.example', '"a b"@x.example'),
        ("", "", ""),
    ],
)
def test_stored_and_shown_forms(typed, stored, shown):
    assert canonical_address(typed) == stored
    assert readable_address(stored) == shown
