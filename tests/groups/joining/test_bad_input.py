"""What people and attackers type wrong on an invitation: which text at which field, what stays, what is logged."""

import logging
import re

import pytest

from accounts.models import User
from config import log
from groups.models import Invitation, Membership, PendingSignup
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import TURNED, UNSEEN, problems, values

pytestmark = pytest.mark.usefixtures("ulm")

ANNA = "anna@stadt.example"
NO_NAME = "Bitte geben Sie Ihren Namen ein."
NO_ADDRESS = "Bitte geben Sie Ihre E-Mail-Adresse ein."
ODD_ADDRESS = (
    "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel „vorname.nachname@stadt.de“."
)
WRONG = "Der Code stimmt nicht. Bitte vergleichen Sie ihn mit dem in der neuesten E-Mail."
NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."
NO_CODE = "Bitte geben Sie den Code aus der E-Mail ein."
NOT_SIX = "Der Code hat sechs Ziffern."
TOO_MANY = "Das waren viele Versuche. Bitte warten Sie einige Minuten."

DETAILS = {
    "no name": ("name", "", NO_NAME),
    "only spaces as a name": ("name", " \t ", NO_NAME),
    "one letter as a name": ("name", "N", "Bitte geben Sie Ihren ganzen Namen ein."),
    "a name too long": ("name", "N" * 101, "1 Zeichen zu viel: Es sind 101, möglich sind 100."),
    "a control character in the name": ("name", "Nina\x08Neu", UNSEEN.format(5)),
    "a turned direction in the name": ("name", "Nina\u202eueN", TURNED.format(5)),
    "a null character in the name": ("name", "Nina\0Neu", UNSEEN.format(5)),
    "no address": ("email", "", NO_ADDRESS),
    "half an address": ("email", "nina@stadt", ODD_ADDRESS),
    "a line break for a header": ("email", "nina@stadt.example\nBcc: x@example.org", ODD_ADDRESS),
    "control characters in the address": ("email", '"ni\x01na"@stadt.example', ODD_ADDRESS),
    "a null character in the address": ("email", "nina\0@stadt.example", ODD_ADDRESS),
    "no place and an unknown domain": ("place", "", "Bitte geben Sie Ihre Stadt oder Gemeinde ein."),
    "a place too long": ("place", "U" * 101, "1 Zeichen zu viel: Es sind 101, möglich sind 100."),
    "a turned direction in the place": ("place", "Ulm\u202emlU", TURNED.format(4)),
    "a null character in the place": ("place", "Ulm\0", UNSEEN.format(4)),
    "no consent": ("consent", "", "Ohne diese Einwilligung können Sie der Gruppe nicht beitreten."),
}


def rows():
    return [model.objects.count() for model in (PendingSignup, OutgoingMail, User, Membership)]


def code_of(invitation):
    return f"{invitation.get_absolute_url()}code/"


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.fixture
def waiting_code(client, invitation, submitted, mailed_code):
    """Nina has asked for a code in this browser; returns it."""
    client.post(invitation.get_absolute_url(), submitted)
    return mailed_code()


@each("what", DETAILS)
def test_bad_details_are_explained_at_their_field(what, client, invitation, submitted, events):
    field, value, text = DETAILS[what]
    submitted = submitted | {field: value}
    before = rows()

    response = client.post(invitation.get_absolute_url(), submitted)
    html = response.content.decode()

    assert response.status_code == 200
    assert "<title>Fehler: Einladung: Lesekreis" in html
    assert problems(html).keys() == {field}
    assert problems(html)[field].startswith(text)
    assert values(html) == submitted
    assert events() == []
    assert rows() == before
    assert client.session.keys() == set()


def test_an_empty_form_names_every_field(client, invitation):
    html = client.post(invitation.get_absolute_url(), {"consent": ""}).content.decode()
    assert problems(html).keys() == {"name", "email", "place", "consent"}


def test_what_was_typed_comes_back_as_text_and_never_as_markup(client, invitation, submitted):
    submitted |= {"name": '"><script>alert(1)</script>', "email": "nina@stadt"}
    html = client.post(invitation.get_absolute_url(), submitted).content.decode()
    assert "<script>alert" not in html
    assert values(html)["name"] == submitted["name"]


@each(
    ("code", "text", "event"),
    [
        ("wrong", WRONG, ["join_code_rejected"]),
        ("", NO_CODE, []),
        ("12345", NOT_SIX, []),
        ("abcdef", NOT_SIX, []),
        ("١٢٣٤٥٦", NOT_SIX, []),
    ],
)
def test_a_bad_code_is_explained_at_its_field(code, text, event, client, invitation, waiting_code, events):
    code = other_than(waiting_code) if code == "wrong" else code
    before, already = rows(), len(events())

    response = client.post(code_of(invitation), {"code": code})
    html = response.content.decode()

    assert response.status_code == 200
    assert "<title>Fehler: Code bestätigen: Lesekreis" in html
    assert problems(html) == {"code": text}
    assert values(html) == {"code": code, "other_device": ""}
    assert "nina@stadt.example" in html
    assert events()[already:] == event
    assert rows() == before
    assert "_auth_user_id" not in client.session


@each("code", ["", "12345", "abcdef"])
def test_what_cannot_be_a_code_costs_no_try(code, client, invitation, waiting_code):
    for _ in range(6):
        client.post(code_of(invitation), {"code": code})
    assert PendingSignup.objects.get().attempts == 0
    client.post(code_of(invitation), {"code": waiting_code})
    assert "_auth_user_id" in client.session


@each(
    ("email", "code", "found"),
    [
        ("", "123456", {"email": NO_ADDRESS}),
        ("nina@stadt", "123456", {"email": ODD_ADDRESS}),
        ("nina@stadt.example\nBcc: x@example.org", "123456", {"email": ODD_ADDRESS}),
        ("nina@stadt.example", "12345", {"code": NOT_SIX}),
        ("", "", {"email": NO_ADDRESS, "code": NO_CODE}),
    ],
)
def test_bad_input_in_another_browser_is_explained_at_its_field(
    email, code, found, invitation, waiting_code, events
):
    before, already = rows(), len(events())
    html = Client().post(code_of(invitation), {"email": email, "code": code}).content.decode()
    assert problems(html) == found
    assert values(html) == {"email": email, "code": code, "other_device": ""}
    assert events()[already:] == []
    assert rows() == before


def test_another_browser_does_not_learn_whether_a_code_went_to_an_address(invitation, waiting_code, events):
    seen = []
    for email, code in (
        ("nina@stadt.example", other_than(waiting_code)),
        ("niemand@stadt.example", waiting_code),
        (ANNA, waiting_code),
    ):
        already, browser = len(events()), Client()
        response = browser.post(code_of(invitation), {"email": email, "code": code})
        html = response.content.decode()
        assert problems(html) == {"code": NEITHER}
        assert values(html) == {"email": email, "code": code, "other_device": ""}
        assert "_auth_user_id" not in browser.session
        seen.append((response.status_code, neutral(html, email, code), events()[already:]))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][2] == ["join_code_rejected"]


def neutral(html, email, code):
    html = html.replace(email, "ADDRESS").replace(code, "CODE")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@each("step", ["", "code/", "neuer-code/", "andere-adresse/", "beitreten/", "bestaetigen/falsch/"])
@each("signed_in", [False, True])
def test_a_form_without_csrf_token_is_refused(signed_in, step, invitation, submitted, carla):
    browser = Client(enforce_csrf_checks=True)
    if signed_in:
        browser.force_login(carla)
    before = rows()
    assert browser.post(invitation.get_absolute_url() + step, submitted).status_code == 403
    assert rows() == before


def test_one_address_is_not_flooded_with_codes(client, invitation, submitted, events):
    for _ in range(5):
        assert Client().post(invitation.get_absolute_url(), submitted).status_code == 302
    before, already = rows(), len(events())

    response = client.post(invitation.get_absolute_url(), submitted)
    html = response.content.decode()

    assert response.status_code == 200
    assert problems(html) == {"email": TOO_MANY}
    assert values(html) == submitted
    assert events()[already:] == ["join_limited"]
    assert rows() == before
    other = submitted | {"email": "otto@stadt.example"}
    assert client.post(invitation.get_absolute_url(), other).status_code == 302


def test_asking_again_and_again_for_a_new_code_is_limited_as_well(client, invitation, waiting_code):
    for _ in range(4):
        client.post(f"{invitation.get_absolute_url()}neuer-code/")
    assert OutgoingMail.objects.count() == 5
    page = client.post(f"{invitation.get_absolute_url()}neuer-code/", follow=True).content.decode()
    assert TOO_MANY in page
    assert OutgoingMail.objects.count() == 5


def test_one_computer_cannot_try_codes_without_end(invitation, waiting_code, events):
    guess = {"email": "niemand@stadt.example", "code": "123456"}
    for _ in range(30):
        Client().post(code_of(invitation), guess)
    html = Client().post(code_of(invitation), guess | {"code": waiting_code}).content.decode()
    assert problems(html) == {"code": TOO_MANY}
    assert events()[-1] == "join_limited"
    right = {"email": "nina@stadt.example", "code": waiting_code}
    assert Client().post(code_of(invitation), right, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_the_log_names_no_address_no_key_no_code_and_no_computer(
    invitation, submitted, mailed_code, mailed_link, caplog
):
    caplog.set_level(logging.INFO)
    dead = Invitation.objects.create(group=invitation.group, label="Alt", max_uses=0)
    browser = Client(REMOTE_ADDR="192.0.2.7")
    browser.get(f"{dead.get_absolute_url()}?x=1")
    browser.get("/einladung/gibtesnicht/")
    browser.post(invitation.get_absolute_url(), submitted)
    code, token = mailed_code(), mailed_link().rstrip("/").rpartition("/")[2]
    browser.post(code_of(invitation), {"code": other_than(code)})
    Client(REMOTE_ADDR="192.0.2.7").post(code_of(invitation), {"email": ANNA, "code": code})
    browser.post(mailed_link())

    said = {"invitation_closed", "invitation_unknown", "join_code_sent", "join_code_rejected", "joined"}
    assert said <= {getattr(record, "event", "") for record in caplog.records}
    log_filter, formatter = log.ContextFilter(), log.Formatter()
    text = "\n".join(formatter.format(record) for record in caplog.records if log_filter.filter(record))
    secrets = [code, other_than(code), token, invitation.key, dead.key, "gibtesnicht", "192.0.2.7"]
    assert [secret for secret in [*secrets, "stadt.example", "Nina"] if secret in text] == []
