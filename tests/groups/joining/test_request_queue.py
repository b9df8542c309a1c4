"""Where leads answer requests: the queue, and the page to which the mail about a request leads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups import tasks
from groups.joining import requests
from groups.models import Group, Invitation, JoinRequest, Role
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import ask, headings, next_actions, remove, rows

QUEUE = "/gruppen/lesekreis/anfragen/"
STEPS = ("", "freigeben/", "ablehnen/")


@pytest.fixture
def asked(group, carla):
    return ask(group, carla, reason="Ich lese <b>gern</b>.")


@pytest.fixture
def at(asked):
    return f"{QUEUE}{asked.pk}/"


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


def outcome(asked):
    asked.refresh_from_db()
    return asked.outcome, asked.decided_by, asked.words


def test_the_queue_shows_who_waits_and_how_many(as_dora, asked):
    html = as_dora.get(QUEUE).content.decode()
    text = words(html)
    for said in ("Carla Carlasen", "Ich lese <b>gern</b>.", "bestätigte Adresse bei stadt.example"):
        assert said in text
    assert "carla@stadt.example" not in html
    assert "<b>gern</b>" not in html
    for address in (QUEUE, "/gruppen/lesekreis/"):
        assert '<span class="num num--new">1</span>' in as_dora.get(address).content.decode()


def test_an_empty_queue_says_so(as_dora):
    html = as_dora.get(QUEUE).content.decode()
    assert "Niemand wartet auf eine Antwort." in html
    assert "num--new" not in html


def test_the_page_of_a_request_has_one_next_action_and_opening_it_decides_nothing(as_dora, asked, at):
    before = rows()
    as_dora.head(at)
    html = as_dora.get(at).content.decode()
    assert "Carla Carlasen möchte in die Gruppe" in headings(html, 2)
    assert next_actions(html) == [("Freigeben", f"{at}freigeben/")]
    assert f'action="{at}ablehnen/"' in html
    assert "carla@stadt.example" not in html
    assert rows() == before


def test_a_lead_approves(as_dora, group, asked, at, carla, dora, events):
    response = as_dora.post(f"{at}freigeben/", follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert "Carla Carlasen ist jetzt Mitglied und bekommt eine E-Mail." in response.content.decode()
    assert outcome(asked) == ("approved", dora, "")
    membership = group.memberships.get(user=carla)
    assert membership.role == Role.MEMBER
    assert "join_approved" in events()
    assert "freigegeben" in words(as_dora.get(at).content.decode())


def test_a_lead_declines_with_words(as_dora, group, asked, at, carla, dora, events):
    submitted = {"words": "Leider voll.\nVersuchen Sie es <b>im Mai</b>."}
    response = as_dora.post(f"{at}ablehnen/", submitted, follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert "Die Anfrage von Carla Carlasen ist abgelehnt" in response.content.decode()
    assert outcome(asked)[:2] == ("declined", dora)
    assert not group.memberships.filter(user=carla).exists()
    assert "join_declined" in events()
    mail = OutgoingMail.objects.get()
    assert mail.to == carla.email
    assert "Versuchen Sie es <b>im Mai</b>." in mail.text
    assert "<b>im Mai</b>" not in mail.html


def test_words_that_are_too_long_come_back_and_decline_nobody(as_dora, asked, at):
    before = rows()
    response = as_dora.post(f"{at}ablehnen/", {"words": "x" * 501})
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html) == {"words": "1 Zeichen zu viel: Es sind 501, möglich sind 500."}
    assert values(html)["words"] == "x" * 501
    assert rows() == before


@pytest.mark.parametrize("first", ["approve", "decline", "withdraw", "settle"])
@pytest.mark.parametrize("step", ["freigeben/", "ablehnen/"])
def test_a_request_that_is_decided_stays_so(step, first, as_dora, group, asked, at, carla, second_lead):
    {
        "approve": lambda: requests.approve_request(asked, second_lead),
        "decline": lambda: requests.decline_request(asked, second_lead),
        "withdraw": lambda: requests.withdraw_request(group, carla),
        "settle": lambda: group.admit(carla),
    }[first]()
    before = rows()
    html = as_dora.post(f"{at}{step}", follow=True).content.decode()
    by = " von Lena Lenasen" if first in {"approve", "decline"} else ""
    asked.refresh_from_db()
    said = f"Die Anfrage von Carla Carlasen ist schon entschieden: {asked.get_outcome_display()}{by}."
    assert said in html
    assert rows() == before


def test_joining_by_another_link_settles_the_request(group, asked, make_link, signed_in, carla):
    link = make_link()
    signed_in(carla).post(f"{link.get_absolute_url()}beitreten/")
    assert group.memberships.filter(user=carla).exists()
    assert outcome(asked)[0] == "settled"


def test_a_link_with_approval_gives_its_role_and_counts_the_use(as_dora, group, carla, make_link, signed_in):
    link = make_link(role=Role.MODERATOR, max_uses=2, needs_approval=True)
    asking = f"{link.get_absolute_url()}anfragen/"
    signed_in(carla).post(asking, {"reason": "Ich bin Moderatorin."})
    asked = JoinRequest.objects.get()
    assert "bekommt die Rolle Moderation" in words(as_dora.get(f"{QUEUE}{asked.pk}/").content.decode())
    as_dora.post(f"{QUEUE}{asked.pk}/freigeben/")
    link.refresh_from_db()
    membership = group.memberships.get(user=carla)
    assert (membership.role, membership.invitation, link.uses) == (Role.MODERATOR, link, 1)


@each(
    "fields",
    [{"mail_domains": ["amt.example"]}, {"revoked_at": timezone.now()}, {"uses": 2}],
)
def test_a_link_that_turned_somebody_away_gives_them_no_role(
    fields, as_dora, group, carla, make_link, signed_in
):
    link = make_link(role=Role.LEAD, max_uses=2, **fields)
    signed_in(carla).post(f"{link.get_absolute_url()}anfragen/", {"reason": "Bitte.", "role": "lead"})
    as_dora.post(f"{QUEUE}{JoinRequest.objects.get().pk}/freigeben/", {"role": "lead"})
    assert group.memberships.get(user=carla).role == Role.MEMBER
    link.refresh_from_db()
    assert link.uses <= link.max_uses


def test_approving_whoever_was_removed_forgives(as_dora, group, carla, dora, make_link, signed_in):
    remove(group, carla, dora)
    asked = ask(group, carla, why="removed")
    as_dora.post(f"{QUEUE}{asked.pk}/freigeben/")
    assert group.memberships.filter(user=carla).exists()
    assert not group.removals.exists()


def test_an_archived_group_takes_nobody_in_by_approval_either(as_dora, group, asked, at, carla):
    Group.objects.update(archived_at=timezone.now())
    as_dora.post(f"{at}freigeben/")
    assert not group.memberships.filter(user=carla).exists()


@pytest.mark.usefixtures("carla", "emil")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("emil", 404), ("dora", 200)])
def test_only_leads_get_in(name, status, asked, at, request, signed_in):
    browser, before = signed_in(request.getfixturevalue(name)), rows()
    assert [browser.get(address).status_code for address in (QUEUE, at)] == [status, status]
    if status != 200:
        assert {browser.post(at + step).status_code for step in STEPS[1:]} == {status}
    assert rows() == before


def test_anonymous_goes_to_the_sign_in_and_comes_back(client, asked, at):
    for address in (QUEUE, at):
        assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"
    for step in STEPS[1:]:
        assert client.post(at + step)["Location"].startswith("/konto/anmelden/")
    assert outcome(asked)[0] == ""


def test_a_lead_decides_nothing_of_another_group(asked, other_group, dora, signed_in, anna, second_lead):
    theirs = ask(other_group, dora)
    lena = signed_in(second_lead)
    for address in (f"{QUEUE}{theirs.pk}/", f"/gruppen/chor/anfragen/{theirs.pk}/"):
        assert lena.get(address).status_code == 404
        assert {lena.post(address + step).status_code for step in STEPS[1:]} == {404}
    assert outcome(theirs)[0] == ""


@pytest.mark.parametrize("step", ["freigeben/", "ablehnen/"])
def test_opening_an_address_decides_nothing_and_a_form_without_token_is_refused(step, asked, at, dora):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    before = rows()
    assert browser.get(at + step).status_code == 405
    assert browser.post(at + step).status_code == 403
    assert rows() == before


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_twenty_requests_cost_as_many_queries_as_two(as_dora, group, person, dora, ulm):
    link = Invitation.objects.create(group=group, label="Alt", needs_approval=True)
    people = [person(f"P{n}", municipality=ulm) for n in range(20)]
    for user in people[:2]:
        ask(group, user, invitation=link)
    requests.decline_request(JoinRequest.objects.first(), dora)
    few = queries(as_dora, QUEUE)
    for user in people[2:]:
        ask(group, user, invitation=link)
    for asked in JoinRequest.objects.waiting()[:9]:
        requests.decline_request(asked, dora)
    assert queries(as_dora, QUEUE) == few


def test_an_answered_request_is_deleted_after_three_months_and_an_open_one_never(
    group, carla, anna, emil, dora
):
    old, young, open_one = (ask(group, user) for user in (carla, anna, emil))
    requests.decline_request(old, dora)
    requests.decline_request(young, dora)
    border = timezone.now() - timedelta(days=90)
    JoinRequest.objects.filter(pk=old.pk).update(decided_at=border - timedelta(minutes=1))
    JoinRequest.objects.filter(pk=young.pk).update(decided_at=border + timedelta(minutes=1))
    JoinRequest.objects.update(created_at=border - timedelta(days=9))
    tasks.delete_expired_requests(timestamp=0)
    assert set(JoinRequest.objects.all()) == {young, open_one}
