"""What people and attackers type wrong where one asks: which text at which field, what stays, what is logged."""

import pytest
from django.conf import settings

from groups.models import Invitation, JoinRequest, PendingSignup, Role
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import TURNED, UNSEEN, problems, values
from tests.support.pages.joining import ask, mailed_link, next_actions, rows

pytestmark = pytest.mark.usefixtures("ulm", "on_request")

DIRECTORY = "/gruppen/lesekreis/zugang/"
ODD_ADDRESS = "Bitte geben Sie eine vollständige E-Mail-Adresse ein"
NO_REASON = "Bitte schreiben Sie der Gruppenleitung einen Satz."
TOO_MANY = "Das waren viele Versuche. Bitte warten Sie einige Minuten."
NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."
SPENT = "Der Code war fünfmal falsch und gilt nicht mehr."
BAD = {
    "no name": ("name", "", "Bitte geben Sie Ihren Namen ein."),
    "a control character in the name": ("name", "Nina\x08Neu", UNSEEN.format(5)),
    "a turned direction in the name": ("name", "Nina\u202eueN", TURNED.format(5)),
    "a header in the address": ("email", "nina@stadt.example\nBcc: x@boese.example", ODD_ADDRESS),
    "two addresses": ("email", "nina@stadt.example, x@boese.example", ODD_ADDRESS),
    "a null character in the address": ("email", "nina\0@stadt.example", ODD_ADDRESS),
    "no place and an unknown domain": ("place", "", "Bitte geben Sie Ihre Stadt oder Gemeinde ein."),
    "a null character in the place": ("place", "Ulm\0", UNSEEN.format(4)),
    "no reason": ("reason", "", NO_REASON),
    "only spaces as a reason": ("reason", "   ", NO_REASON),
    "a reason too long": ("reason", "x" * 501, "1 Zeichen zu viel: Es sind 501, möglich sind 500."),
    "a null character in the reason": ("reason", "a\0b", "Nullzeichen"),
    "no consent": ("consent", "", "Ohne diese Einwilligung"),
}
STEPS = ("", "code/", "neuer-code/", "andere-adresse/", "zurueckziehen/", "bestaetigen/falsch/")


@pytest.fixture
def asked_by(submitted):
    return submitted | {"reason": "Ich lese gern."}


@pytest.fixture
def asking(invitation):
    """Where one asks at a link with approval."""
    Invitation.objects.update(needs_approval=True)
    return f"{invitation.get_absolute_url()}anfragen/"


@each("what", BAD)
def test_a_bad_detail_is_explained_at_its_field_and_nothing_is_half_done(
    what, client, asking, asked_by, events
):
    field, value, text = BAD[what]
    submitted, before = asked_by | {field: value}, rows()
    response = client.post(asking, submitted)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: Zugang anfragen: Lesekreis" in html
    assert problems(html).keys() == {field}
    assert text in problems(html)[field]
    found = values(html)
    assert {name: found[name].strip() for name in submitted} == {
        name: submitted[name].strip() for name in submitted
    }
    assert events() == []
    assert rows() == before
    assert client.session.keys() == set()


def test_what_was_typed_comes_back_as_text_and_never_as_markup(client, asking, asked_by):
    submitted = asked_by | {"reason": "</textarea><script>alert(1)</script>", "email": "nina@stadt"}
    html = client.post(asking, submitted).content.decode()
    assert "<script>alert" not in html
    assert values(html)["reason"] == submitted["reason"]


def test_whoever_changes_the_address_finds_the_rest_as_typed(client, asking, asked_by):
    client.post(asking, asked_by | {"email": "nina@stat.example"})
    html = client.post(f"{asking}andere-adresse/", follow=True).content.decode()
    assert values(html) == asked_by | {"email": "nina@stat.example", "consent": ""}


@each("death", [{"revoked_at": "2026-01-01T00:00Z"}, {"max_uses": 1, "uses": 1}])
def test_whoever_awaits_a_code_when_the_link_dies_finds_what_was_typed_at_the_request(
    death, client, invitation, submitted, mailed_code
):
    client.post(invitation.get_absolute_url(), submitted)
    Invitation.objects.update(**death)
    html = client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()}).content.decode()
    ((label, target),) = next_actions(html)
    assert label == "Zugang anfragen"
    found = values(client.get(target).content.decode())
    assert {name: found[name] for name in ("name", "email", "place")} == {
        name: submitted[name] for name in ("name", "email", "place")
    }


def other_than(code, by):
    return f"{(int(code) + by) % 1_000_000:06}"


def test_guessing_a_code_from_many_computers_gives_five_tries_in_all(asking, asked_by, mailed_code, events):
    Client().post(asking, asked_by)
    code = mailed_code()
    for n in range(1, 7):
        guess = {"email": asked_by["email"], "code": other_than(code, n)}
        html = Client(REMOTE_ADDR=f"192.0.2.{n}").post(f"{asking}code/", guess).content.decode()
        assert problems(html) == {"code": NEITHER}
    right = {"email": asked_by["email"], "code": code}
    html = Client(REMOTE_ADDR="192.0.2.99").post(f"{asking}code/", right).content.decode()
    assert problems(html) == {"code": NEITHER}
    assert PendingSignup.objects.get().attempts == 5
    assert not JoinRequest.objects.exists()
    assert events().count("join_code_rejected") == 7


def test_the_browser_that_asked_reads_that_its_code_is_spent_and_gets_a_new_one(
    client, asking, asked_by, mailed_code
):
    client.post(asking, asked_by)
    code = mailed_code()
    for n in range(1, 6):
        html = client.post(f"{asking}code/", {"code": other_than(code, n)}).content.decode()
    assert SPENT in problems(html)["code"]
    client.post(f"{asking}neuer-code/")
    client.post(f"{asking}code/", {"code": mailed_code()})
    assert JoinRequest.objects.get().reason == "Ich lese gern."


def test_one_address_is_not_flooded_with_codes_on_several_routes(invitation, asked_by, events):
    addresses = (f"{invitation.get_absolute_url()}", DIRECTORY)
    for n in range(5):
        browser = Client(REMOTE_ADDR=f"192.0.2.{n}")
        assert browser.post(addresses[n % 2], asked_by).status_code == 302
    before, already = rows(), len(events())
    html = Client(REMOTE_ADDR="192.0.2.99").post(DIRECTORY, asked_by).content.decode()
    assert problems(html) == {"email": TOO_MANY}
    assert values(html) == asked_by
    assert events()[already:] == ["join_limited"]
    assert rows() == before


def test_one_computer_asks_not_for_many_addresses(client, asked_by, group):
    for n in range(20):
        Client().post(DIRECTORY, asked_by | {"email": f"n{n}@stadt.example"})
    html = client.post(DIRECTORY, asked_by | {"email": "n20@stadt.example"}).content.decode()
    assert problems(html) == {"email": TOO_MANY}
    assert OutgoingMail.objects.count() == 20


def test_a_plus_address_is_a_person_of_its_own(asked_by, group, mailed_code):
    for email in ("nina@stadt.example", "nina+zwei@stadt.example"):
        browser = Client()
        browser.post(DIRECTORY, asked_by | {"email": email})
        browser.post(f"{DIRECTORY}code/", {"code": mailed_code()})
    found = set(JoinRequest.objects.values_list("user__email", flat=True))
    assert found == {"nina@stadt.example", "nina+zwei@stadt.example"}


def test_an_address_with_letters_of_another_script_is_not_taken_for_that_of_an_account(
    client, carla, asked_by, group
):
    look_alike = carla.email.replace("a", "\u0430", 1)
    client.post(DIRECTORY, asked_by | {"email": look_alike})
    assert not PendingSignup.objects.filter(email=carla.email).exists()
    assert not OutgoingMail.objects.filter(to=carla.email).exists()


def test_a_code_works_only_on_the_route_for_which_it_was_sent(
    asking, invitation, asked_by, mailed_code, client
):
    client.post(asking, asked_by)
    right = {"email": asked_by["email"], "code": mailed_code()}
    Invitation.objects.update(needs_approval=False)
    for address in (invitation.get_absolute_url(), DIRECTORY):
        assert problems(Client().post(f"{address}code/", right).content.decode()) == {"code": NEITHER}
    moved = mailed_link().replace("/anfragen/", "/")
    assert "Dieser Link ist unvollständig" in Client().post(moved).content.decode()
    assert not invitation.memberships.exists()


@each("who", ["anonymous", "outsider", "waiting"])
def test_a_form_without_csrf_token_is_refused(who, asking, asked_by, carla, group):
    browser = Client(enforce_csrf_checks=True)
    if who == "waiting":
        ask(group, carla)
    if who != "anonymous":
        browser.force_login(carla)
    before = rows()
    for address in (asking, DIRECTORY):
        assert {browser.post(address + step, asked_by).status_code for step in STEPS} == {403}
    assert rows() == before


def test_crafted_fields_give_nobody_a_role(client, invitation, group, carla, asked_by, dora):
    crafted = {"role": "lead", "why": "link", "outcome": "approved", "user": dora.pk, "asks": ""}
    client.force_login(carla)
    client.post(DIRECTORY, {"reason": "Bitte."} | crafted)
    asked = JoinRequest.objects.get()
    assert (asked.user, asked.role, asked.why, asked.outcome) == (carla, Role.MEMBER, "group", "")
    client.post(f"{invitation.get_absolute_url()}beitreten/", crafted)
    assert group.memberships.get(user=carla).role == Role.MEMBER


@each("elsewhere", ["https://boese.example/", "//boese.example/", "/\\boese.example", "javascript:x"])
def test_no_next_leads_away_from_the_site(elsewhere, client, asking, carla, asked_by, mailed_code):
    page = client.get(asking, {"next": elsewhere}).content.decode()
    assert "boese" not in page
    begun = client.post(f"{asking}?next={elsewhere}", asked_by | {"next": elsewhere})
    entered = client.post(f"{asking}code/?next={elsewhere}", {"code": mailed_code(), "next": elsewhere})
    left = client.post("/konto/abmelden/", {"next": elsewhere})
    signed_in = client.post(
        f"/konto/anmelden/?next={elsewhere}", {"email": carla.email, "password": PASSWORD}
    )
    for response in (begun, entered, left, signed_in):
        assert response.status_code == 302
        assert response["Location"].removeprefix(settings.BASE_URL).startswith("/")
        assert "boese" not in response["Location"]
