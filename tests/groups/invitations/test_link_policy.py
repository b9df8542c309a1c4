"""Whom a link lets in at once by the domain of a confirmed address; everybody else is led to the request."""

import pytest

from accounts.models import User
from groups.models import Invitation
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.joining import next_actions

HOMOGRAPH = "st\u0430dt.de"
TAKEN = {
    "the domain": "nina@stadt.de",
    "a subdomain": "nina@amt.stadt.de",
    "a subdomain of a subdomain": "nina@a.b.stadt.de",
    "upper case": "NINA@Stadt.DE",
    "a plus address": "nina+tagung@stadt.de",
    "an umlaut": "nina@MÜNCHEN.de",
    "an umlaut as in the dns": "nina@xn--mnchen-3ya.de",
    "below an umlaut": "nina@amt.xn--mnchen-3ya.de",
}
TURNED_AWAY = {
    "another domain": "nina@boese.de",
    "a domain that ends alike": "nina@boesestadt.de",
    "a domain that begins alike": "nina@stadt.de.boese.de",
    "the domain before the at": "stadt.de@boese.de",
    "the domain after a plus": "nina+stadt.de@boese.de",
    "the domain in quotes": '"nina@stadt.de"@boese.de',
    "a hyphen for a dot": "nina@amt-stadt.de",
    "the domain above": "nina@de.de",
    "letters of another script": f"nina@{HOMOGRAPH}",
    "letters of another script as in the dns": "nina@xn--stdt-63d.de",
}


@pytest.fixture
def link(make_link):
    return make_link(mail_domains=["stadt.de", "xn--mnchen-3ya.de"])


def test_an_address_of_an_allowed_domain_gets_a_code(link, submitted):
    for email in TAKEN.values():
        response = Client(REMOTE_ADDR="192.0.2.1").post(link.get_absolute_url(), submitted | {"email": email})
        assert (email, response.status_code) == (email, 302)


def test_an_address_of_another_domain_is_led_to_the_request(link, submitted):
    for email in TURNED_AWAY.values():
        html = Client().post(link.get_absolute_url(), submitted | {"email": email}).content.decode()
        assert (email, next_actions(html)) == (
            email,
            [("Zugang anfragen", f"{link.get_absolute_url()}anfragen/")],
        )
    assert not link.pending_signups.exists()


@each("what", TAKEN)
def test_whoever_is_signed_in_with_an_allowed_address_joins(what, link, group, signed_in):
    user = User.objects.create_user(TAKEN[what], "Nina Neu")
    signed_in(user).post(f"{link.get_absolute_url()}beitreten/")
    assert group.memberships.filter(user=user).exists()


@each("what", TURNED_AWAY)
def test_whoever_is_signed_in_with_another_address_does_not_join(what, link, group, signed_in, events):
    user = User.objects.create_user(TURNED_AWAY[what], "Nina Neu")
    response = signed_in(user).post(f"{link.get_absolute_url()}beitreten/", follow=True)
    assert response.redirect_chain[-1] == (f"{link.get_absolute_url()}anfragen/", 302)
    assert not group.memberships.filter(user=user).exists()
    assert events()[-1] == "join_refused"


@each(
    ("email", "taken"),
    [
        ("nina@ulm.example", True),
        ("nina@amt.ulm.example", True),
        ("nina@neu-ulm.example", False),
        ("nina@ulm.example.boese.de", False),
        ("nina@verein.example", False),
    ],
)
def test_member_towns_bring_their_mail_domains(email, taken, make_link, group, ulm, signed_in):
    link, user = make_link(member_towns_only=True), User.objects.create_user(email, "Nina Neu")
    signed_in(user).post(f"{link.get_absolute_url()}beitreten/")
    assert group.memberships.filter(user=user).exists() is taken


@each(("email", "taken"), [("a@ulm.example", True), ("a@stadt.de", True), ("a@boese.de", False)])
def test_domains_and_member_towns_add_up(email, taken, link, group, ulm, signed_in):
    Invitation.objects.update(member_towns_only=True)
    user = User.objects.create_user(email, "Nina Neu")
    signed_in(user).post(f"{link.get_absolute_url()}beitreten/")
    assert group.memberships.filter(user=user).exists() is taken


def test_a_member_town_without_a_domain_opens_nothing(make_link, group, ulm, signed_in, carla):
    ulm.mail_domains = []
    ulm.save()
    signed_in(carla).post(f"{make_link(member_towns_only=True).get_absolute_url()}beitreten/")
    assert not group.memberships.filter(user=carla).exists()


def test_the_invitation_says_which_addresses_come_in_at_once(link, client):
    Invitation.objects.update(member_towns_only=True)
    html = client.get(link.get_absolute_url()).content.decode()
    said = "Sofort dabei sind Sie mit einer Adresse von stadt.de, münchen.de oder einer Mitgliedstadt."
    assert said in html


def test_many_domains_are_named_shortly(make_link, client):
    link = make_link(mail_domains=[f"d{n}.de" for n in range(9)])
    html = client.get(link.get_absolute_url()).content.decode()
    assert "von d0.de, d1.de, d2.de, d3.de, d4.de oder 4 weiteren Domains" in html


def test_an_address_changed_while_the_code_was_on_its_way_is_judged_by_the_code_s(
    client, link, group, submitted, mailed_code
):
    client.post(link.get_absolute_url(), submitted | {"email": "nina@stadt.de"})
    client.post(f"{link.get_absolute_url()}code/", {"code": mailed_code(), "email": "x@boese.de"})
    assert link.memberships.get().user.email == "nina@stadt.de"
