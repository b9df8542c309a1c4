"""Everybody can ask: {new, existing, with a second factor} × {same browser, another} × {code, link}, on each route."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from groups.models import Invitation, JoinRequest, PendingSignup
from mail.models import OutgoingMail
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values
from tests.support.pages.joining import headings, mailed_link, next_actions, second_factor_of

pytestmark = pytest.mark.usefixtures("ulm", "on_request")

PAST = timezone.now() - timedelta(days=1)
DIRECTORY = "/gruppen/lesekreis/zugang/"
ROUTES = {
    "directory": ({}, "group"),
    "other domain": ({"mail_domains": ["amt.example"]}, "domain"),
    "revoked": ({"revoked_at": PAST}, "closed"),
    "used up": ({"max_uses": 1, "uses": 1}, "closed"),
}


@pytest.fixture
def asked_by(submitted):
    return submitted | {"reason": "Ich lese gern."}


@pytest.fixture
def asking_at(invitation):
    """The address at which one asks, at a link of this policy."""

    def asking_at(**fields):
        Invitation.objects.update(**fields)
        return f"{invitation.get_absolute_url()}anfragen/"

    return asking_at


@pytest.mark.parametrize("way", ["code", "link"])
@pytest.mark.parametrize("browser", ["same", "another"])
@pytest.mark.parametrize("who", ["new", "existing", "second factor"])
def test_everybody_can_ask(who, browser, way, client, group, asking_at, asked_by, carla, confirm, events):
    email = asked_by["email"] if who == "new" else carla.email
    passing = second_factor_of(carla) if who == "second factor" else ""
    address, there = asking_at(needs_approval=True), client if browser == "same" else Client()

    begun = client.post(address, asked_by | {"email": email})
    assert (begun.status_code, begun["Location"]) == (302, address)
    assert not JoinRequest.objects.exists()
    response = confirm(way, there, address, email)
    if passing:
        assert response["Location"].startswith("/konto/zweiter-faktor/")
        assert not JoinRequest.objects.exists()
        response = there.post(response["Location"], {"code": passing})

    assert response["Location"] == address
    html = there.get(address).content.decode()
    assert "Ihre Anfrage wartet" in headings(html, 2)
    assert next_actions(html) == [("Zu Mein StädteNetz", "/mein/")]
    asked = JoinRequest.objects.get()
    assert (asked.user.email, asked.reason, asked.why) == (email, "Ich lese gern.", "link")
    assert there.session["_auth_user_id"] == str(asked.user.pk)
    assert (asked.user.name == "Nina Neu") is (who == "new")
    assert not group.memberships.filter(user=asked.user).exists()
    assert [event for event in events() if event.startswith("join")] == ["join_code_sent", "join_requested"]


@pytest.mark.parametrize("kind", ROUTES)
def test_somebody_new_can_ask_on_each_route(kind, client, asking_at, asked_by, confirm, group):
    fields, why = ROUTES[kind]
    address = DIRECTORY if kind == "directory" else asking_at(**fields)
    for way, email in (("code", "nina@stadt.example"), ("link", "otto@stadt.example")):
        browser = Client()
        assert browser.post(address, asked_by | {"email": email})["Location"] == address
        assert "Fast geschafft" in headings(browser.get(address).content.decode(), 2)
        assert confirm(way, browser, address, email)["Location"] == address
    found = JoinRequest.objects.values_list("user__email", "why", "outcome")
    assert sorted(found) == [("nina@stadt.example", why, ""), ("otto@stadt.example", why, "")]


def test_another_domain_leads_to_the_request_with_what_was_typed(
    client, invitation, submitted, asking_at, events
):
    asking = asking_at(mail_domains=["amt.example"])
    response = client.post(invitation.get_absolute_url(), submitted)
    html = response.content.decode()
    assert response.status_code == 200
    assert next_actions(html) == [("Zugang anfragen", asking)]
    assert "Sofort beitreten können Sie mit einer Adresse von amt.example." in html
    assert problems(html) == {}
    assert values(html) == submitted | {"reason": ""}
    assert not PendingSignup.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert "join_code_sent" not in events()


def test_whoever_meets_the_domain_meanwhile_joins_instead_of_asking(client, asking_at, asked_by, mailed_code):
    address = asking_at(mail_domains=["amt.example"])
    client.post(address, asked_by)
    Invitation.objects.update(mail_domains=["stadt.example"])
    client.post(f"{address}code/", {"code": mailed_code()})
    assert not JoinRequest.objects.exists()
    assert User.objects.get(email="nina@stadt.example").memberships.count() == 1


def test_the_mail_speaks_of_a_request_and_holds_nothing_typed(client, asking_at, asked_by):
    client.post(asking_at(needs_approval=True), asked_by | {"name": "Klicken Sie www.boese.example"})
    mail = OutgoingMail.objects.get()
    for text in (mail.text, mail.html):
        assert "Ihr Code zur Anfrage" in text
        assert "Sie wollten nichts anfragen?" in text
        assert "boese" not in text
        assert "Ich lese gern." not in text


def test_page_and_mail_tell_nobody_whether_there_is_an_account(asking_at, asked_by, carla, mailed_code):
    address, seen = asking_at(needs_approval=True), []
    for email in (asked_by["email"], carla.email):
        browser = Client()
        browser.post(address, asked_by | {"email": email})
        html = browser.get(address).content.decode()
        neutral = OutgoingMail.objects.latest("pk").text.replace(mailed_code(), "CODE")
        seen.append((headings(html, 2), neutral.replace(mailed_link(), "LINK")))
    assert seen[0] == seen[1]


def test_a_member_who_is_signed_out_comes_in_and_asks_nobody(client, group, anna, asked_by, mailed_code):
    client.post(DIRECTORY, asked_by | {"email": anna.email})
    response = client.post(f"{DIRECTORY}code/", {"code": mailed_code()}, follow=True)
    assert response.redirect_chain[-1] == ("/gruppen/lesekreis/", 302)
    assert not JoinRequest.objects.exists()


def test_a_deactivated_account_reads_so_and_asks_nobody(client, asking_at, asked_by, carla, mailed_code):
    address = asking_at(needs_approval=True)
    User.objects.filter(pk=carla.pk).update(is_active=False)
    client.post(address, asked_by | {"email": carla.email})
    html = client.post(f"{address}code/", {"code": mailed_code()}, follow=True).content.decode()
    assert headings(html, 1) == ["Dieses Konto ist stillgelegt"]
    assert not JoinRequest.objects.exists()
    assert "_auth_user_id" not in client.session


def test_a_declined_person_who_confirms_again_stays_declined(
    client, group, browser_of, asked_by, mailed_code
):
    browser_of("declined")
    client.post(DIRECTORY, asked_by | {"email": "carla@stadt.example"})
    html = client.post(f"{DIRECTORY}code/", {"code": mailed_code()}, follow=True).content.decode()
    assert "Ihre Anfrage wurde abgelehnt" in headings(html, 2)
    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_removed_member_comes_back_only_by_asking(
    signed_in, client, group, invitation, carla, browser_of, submitted, mailed_code
):
    link = invitation.get_absolute_url()
    browser = browser_of("removed")
    if signed_in:
        arrived = browser.post(f"{link}beitreten/", follow=True)
    else:
        browser = client
        client.post(link, submitted | {"email": carla.email})
        arrived = client.post(f"{link}code/", {"code": mailed_code()}, follow=True)
    assert arrived.redirect_chain[-1] == (f"{link}anfragen/", 302)
    assert not group.memberships.filter(user=carla).exists()
    invitation.refresh_from_db()
    assert invitation.uses == 0
    browser.post(f"{link}anfragen/", {"reason": "Es tut mir leid."})
    assert JoinRequest.objects.get().why == "removed"


def test_one_code_confirms_two_signups_of_one_address_in_one_browser(
    client, group, invitation, other_group, submitted, asked_by, mailed_code
):
    client.post(invitation.get_absolute_url(), submitted)
    client.post("/gruppen/chor/zugang/", asked_by)
    client.post("/gruppen/chor/zugang/code/", {"code": mailed_code()})
    nina = User.objects.get(email=submitted["email"])
    assert [membership.group for membership in nina.memberships.all()] == [group]
    assert [asked.group for asked in nina.join_requests.all()] == [other_group]
    assert not PendingSignup.objects.filter(used_at=None).exists()


def test_a_code_confirms_no_signup_of_another_address(
    client, invitation, other_group, submitted, asked_by, mailed_code
):
    client.post(invitation.get_absolute_url(), submitted | {"email": "otto@stadt.example"})
    client.post("/gruppen/chor/zugang/", asked_by)
    client.post("/gruppen/chor/zugang/code/", {"code": mailed_code()})
    assert not invitation.memberships.exists()
    assert PendingSignup.objects.get(used_at=None).email == "otto@stadt.example"
    assert JoinRequest.objects.get().user.email == submitted["email"]


def test_two_invitations_of_one_person_both_count(
    client, invitation, other_group, submitted, mailed_code, carla
):
    other = Invitation.objects.create(group=other_group, label="Chor", created_by=carla)
    for link in (invitation, other):
        client.post(link.get_absolute_url(), submitted)
    client.post(f"{other.get_absolute_url()}code/", {"code": mailed_code()})
    for link in (invitation, other):
        link.refresh_from_db()
        assert (link.uses, link.memberships.get().user.email) == (1, submitted["email"])
