"""Changing one's own address: both mailboxes confirm it, and nobody learns who else has an account."""

import pytest
from django.core import signing
from django.utils import timezone

from accounts.limits import EMAIL_CHANGE_LIFETIME
from accounts.models import EmailChange, Session
from accounts.tasks import delete_expired_sessions
from audit.models import Entry
from mail.models import OutgoingMail
from tests.accounts.email_change.mails import FORM, NEW, OLD, SECURITY, STOP, address_of, ask, heading
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, without_token

REQUEST, CONFIRM = "/konto/anmelden/code/", "/konto/anmelden/code/bestaetigen/"
CHANGED, OVER = "Ihre neue E-Mail-Adresse gilt", "Dieser Link gilt nicht mehr"
BEN = "ben@stadt.example"


@pytest.fixture
def as_anna(client, people):
    client.force_login(people.anna)
    return client


@each("first", [OLD, NEW])
def test_the_address_changes_when_both_mailboxes_have_confirmed_it(first, as_anna, people, events):
    links = ask(as_anna)
    assert links.keys() == {OLD, NEW}
    stranger, second = Client(), OLD if first == NEW else NEW
    assert heading(stranger.post(links[first])) == "Diese Adresse ist bestätigt"
    assert address_of(people.anna) == OLD
    assert heading(stranger.post(links[second])) == CHANGED
    assert address_of(people.anna) == NEW
    row = people.anna.emailaddress_set.get()
    assert (row.email, row.verified, row.primary) == (NEW, True, True)
    assert [stranger.post(link).status_code for link in links.values()] == [410, 410]
    told = OutgoingMail.objects.filter(subject__contains="wurde geändert")
    assert set(told.values_list("to", flat=True)) == {OLD, NEW}
    entry = Entry.objects.get(act="email_changed")
    assert (entry.actor, entry.object, entry.details) == (people.anna, f"user.{people.anna.pk}", {})
    assert events()[-1] == "email_changed"
    assert not EmailChange.objects.exists()
    assert as_anna.get("/konto/").status_code == 200


def test_opening_a_link_confirms_nothing(as_anna, people):
    for link in ask(as_anna).values():
        assert Client().get(link).status_code == Client().head(link).status_code == 200
    change = EmailChange.objects.get()
    assert (change.old_confirmed_at, change.new_confirmed_at) == (None, None)


def test_an_address_is_stored_in_its_canonical_form(as_anna, people):
    links = ask(as_anna, "Anna@STÄDTE.example")
    stored = "anna@xn--stdte-hra.example"
    assert links.keys() == {OLD, stored}
    assert "anna@städte.example" in as_anna.get(FORM).content.decode()
    for link in links.values():
        Client().post(link)
    assert address_of(people.anna) == stored


def test_the_person_sees_what_is_missing_and_stops_it(as_anna, people):
    links = ask(as_anna)
    Client().post(links[NEW])
    html = as_anna.get(FORM).content.decode()
    assert "Neue Adresse: bestätigt" in html
    assert "Bisherige Adresse: noch nicht bestätigt" in html
    assert as_anna.post(STOP)["Location"] == SECURITY
    assert "Die Änderung ist gestoppt." in as_anna.get(SECURITY).content.decode()
    assert heading(Client().post(links[OLD])) == OVER
    assert address_of(people.anna) == OLD
    assert as_anna.post(STOP)["Location"] == SECURITY


@each("side", [OLD, NEW])
def test_whoever_reads_one_of_the_mailboxes_can_stop_it(side, as_anna, people):
    links = ask(as_anna)
    other = OLD if side == NEW else NEW
    Client().post(links[other])
    assert heading(Client().post(links[side], {"stop": "1"})) == "Die Änderung ist gestoppt"
    assert {heading(Client().post(link)) for link in links.values()} == {OVER}
    assert address_of(people.anna) == OLD


def test_an_address_with_an_account_is_not_betrayed(as_anna, people, ben):
    free = without_token(as_anna.post(FORM, {"email": NEW}, follow=True))
    taken = without_token(as_anna.post(FORM, {"email": BEN.upper()}, follow=True))
    assert taken.replace(BEN, NEW) == free
    to_ben = OutgoingMail.objects.get(to=BEN)
    assert to_ben.subject == "Zu dieser Adresse gibt es schon ein Konto im StädteNetz"
    assert "anna" not in (to_ben.text + to_ben.html).lower()
    assert "/konto/adresse/" not in to_ben.text
    to_anna = OutgoingMail.objects.filter(to=OLD).order_by("pk").values_list("subject", flat=True)
    assert len(to_anna) == 2
    assert len(set(to_anna)) == 1
    assert (address_of(people.anna), address_of(ben)) == (OLD, BEN)


def test_an_address_that_gets_an_account_meanwhile_stays_with_it(as_anna, people, person):
    links = ask(as_anna)
    Client().post(links[OLD])
    type(people.anna).objects.create_user(NEW, "Anna Andere")
    response = Client().post(links[NEW])
    assert heading(response) == "Diese Adresse hat schon ein anderes Konto"
    assert address_of(people.anna) == OLD
    assert not EmailChange.objects.exists()


@each(
    ("typed", "text"),
    [
        ("", "Bitte geben Sie Ihre E-Mail-Adresse ein."),
        ("anna@stadt", "Bitte geben Sie eine vollständige E-Mail-Adresse ein"),
        (f"{NEW}\nBcc: x@boese.example", "Bitte geben Sie eine vollständige E-Mail-Adresse ein"),
        ("Anna@Stadt.example", "Das ist schon Ihre Adresse."),
        ("a" * 250 + "@stadt.example", "Eine E-Mail-Adresse hat höchstens 254 Zeichen."),
    ],
)
def test_a_bad_address_is_explained_and_nothing_is_mailed(typed, text, as_anna):
    html = as_anna.post(FORM, {"email": typed}).content.decode()
    assert problems(html)["email"].startswith(text)
    assert not OutgoingMail.objects.exists()
    assert not EmailChange.objects.exists()


def test_a_new_wish_ends_the_links_of_the_former_one(as_anna, people):
    former = ask(as_anna)
    later = ask(as_anna, "anna.spaeter@stadt.example")
    assert [Client().post(link).status_code for link in former.values()] == [410, 410]
    for link in later.values():
        Client().post(link)
    assert address_of(people.anna) == "anna.spaeter@stadt.example"


def test_links_end_after_a_day_and_what_is_over_is_deleted(as_anna, people):
    links = ask(as_anna)
    EmailChange.objects.update(created_at=timezone.now() - EMAIL_CHANGE_LIFETIME)
    assert {heading(Client().post(link)) for link in links.values()} == {OVER}
    assert "noch nicht bestätigt" not in as_anna.get(FORM).content.decode()
    delete_expired_sessions(timestamp=0)
    assert not EmailChange.objects.exists()


def test_a_forged_link_and_that_of_a_closed_account_are_good_for_nothing(as_anna, people):
    links = ask(as_anna)
    pk = EmailChange.objects.get().pk
    assert Client().post(f"/konto/adresse/{signing.dumps([pk, 'old'])}/").status_code == 410
    type(people.anna).objects.filter(pk=people.anna.pk).update(is_active=False)
    assert [Client().post(link).status_code for link in links.values()] == [410, 410]


def test_who_signed_in_long_ago_is_asked_again_first(client, people):
    client.force_login(people.anna, ago=16 * 60, second_factor=False)
    assert client.get(FORM)["Location"].startswith("/konto/bestaetigen/")
    assert client.post(FORM, {"email": NEW}).status_code == 403
    assert not EmailChange.objects.exists()
    right = {"email": NEW, "confirm-password": "korrekt-pferd-batterie"}
    assert client.post(FORM, right)["Location"] == FORM
    assert EmailChange.objects.get().email == NEW


def test_strangers_are_not_flooded_with_mails(as_anna):
    for _ in range(3):
        ask(as_anna)
    html = as_anna.post(FORM, {"email": NEW}).content.decode()
    assert "Das waren viele Versuche." in problems(html)["email"]
    assert OutgoingMail.objects.filter(to=NEW).count() == 3
    assert f'value="{NEW}"' in html


def test_a_code_mailed_to_the_former_address_signs_nobody_in(as_anna, people, mailed_code):
    thief = Client()
    thief.post(REQUEST, {"email": OLD})
    code = mailed_code()
    for link in ask(as_anna).values():
        Client().post(link)
    response = thief.post(CONFIRM, {"code": code})
    assert response["Location"] == REQUEST
    assert "Der Code gilt nicht mehr." in thief.get(REQUEST).content.decode()
    assert Session.objects.filter(user=people.anna).count() == 1
    client = Client()
    client.post(REQUEST, {"email": NEW})
    assert client.post(CONFIRM, {"code": mailed_code()})["Location"] == "/mein/"


def test_an_address_that_the_administration_changes_ends_a_waiting_change(as_anna, people):
    links = ask(as_anna)
    vera = Client()
    vera.force_login(people.vera)
    fields = {"name": "Anna Amsel", "email": "anna@amt.example", "is_active": "on"}
    vera.post(f"/redaktion/users/edit/{people.anna.pk}/", fields)
    assert address_of(people.anna) == "anna@amt.example"
    assert [Client().post(link).status_code for link in links.values()] == [410, 410]
