"""Two people at the same link or request at the same instant: real connections, held up at the same lock."""

import pytest
from django.db import connection

from groups.invitations.link_actions import InvitationEnded, change_link, replace_link, revoke_link
from groups.invitations.revocation import revoke_everywhere, revoke_in_group
from groups.joining import requests
from groups.models import Invitation, InvitationClosed, JoinRequest, Membership
from tests.support.database.races import in_turn
from tests.support.pages.client import Client
from tests.support.pages.forms import values
from tests.support.pages.joining import ask, next_actions

pytestmark = pytest.mark.usefixtures("own_database")

LINKS = "/gruppen/lesekreis/einladungen/"
FILLED = {"label": "Tagung", "words": "Kommen Sie!", "days": "keep", "max_uses": ""}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def begun(link, who, mailed_code):
    """Somebody new awaits a code: (what was submitted, the browser, what entering the code does)."""
    browser, address = Client(), link.get_absolute_url()
    browser.post(address, who)
    code = mailed_code()
    return who, browser, lambda: browser.post(f"{address}code/", {"code": code})


def test_of_two_new_people_at_the_last_use_one_joins_and_the_other_is_led_to_the_request(
    make_link, submitted, mailed_code
):
    link = make_link(max_uses=1)
    address, others = link.get_absolute_url(), {"name": "Otto Neu", "email": "otto@stadt.example"}
    people = [begun(link, who, mailed_code) for who in (submitted, submitted | others)]
    in_turn(link.lock, *(enter for _, _, enter in people))
    member = link.memberships.get().user
    assert fresh(link).uses == 1
    ((who, browser, _),) = (one for one in people if one[0]["email"] != member.email)
    assert "_auth_user_id" not in browser.session
    assert next_actions(browser.get(address).content.decode()) == [("Zugang anfragen", f"{address}anfragen/")]
    form = values(browser.get(f"{address}anfragen/").content.decode())
    assert form == who | {"reason": "", "consent": ""}
    browser.post(f"{address}anfragen/", who | {"reason": "Ich kam zu spät."})
    browser.post(f"{address}anfragen/code/", {"code": mailed_code()})
    assert JoinRequest.objects.get().user.email == who["email"]


def test_of_two_who_are_signed_in_at_the_last_use_the_late_one_may_ask(make_link, carla, emil, signed_in):
    link = make_link(max_uses=1)
    address, browsers = link.get_absolute_url(), {user: signed_in(user) for user in (carla, emil)}
    accept = [lambda one=one: one.post(f"{address}beitreten/") for one in browsers.values()]
    in_turn(link.lock, *accept)
    member = link.memberships.get().user
    late = browsers[emil if member == carla else carla].get(address)
    assert late.status_code == 410
    assert next_actions(late.content.decode()) == [("Zugang anfragen", f"{address}anfragen/")]


@pytest.mark.parametrize("level", ["link", "group", "site"])
def test_whoever_waits_for_the_revocation_does_not_come_in(level, make_link, group, carla, dora, vera):
    link = make_link()
    revoke = {
        "link": lambda: revoke_link(link, dora),
        "group": lambda: revoke_in_group(group, dora),
        "site": lambda: revoke_everywhere(vera),
    }[level]
    (outcome,) = in_turn(revoke, lambda: link.accept(carla), then="keep")
    assert isinstance(outcome, InvitationClosed)
    assert outcome.state == "revoked"
    assert not group.memberships.filter(user=carla).exists()


@pytest.mark.parametrize("level", ["link", "group", "site"])
def test_a_revocation_that_waits_for_somebody_who_joins_revokes(level, make_link, group, carla, dora, vera):
    link = make_link()
    revoke = {
        "link": lambda: revoke_link(link, dora),
        "group": lambda: revoke_in_group(group, dora),
        "site": lambda: revoke_everywhere(vera),
    }[level]
    assert in_turn(lambda: link.accept(carla), revoke, then="keep") in ([None], [1])
    assert fresh(link).state == "revoked"
    assert group.memberships.filter(user=carla).exists()


@pytest.mark.parametrize("then", ["revoke", "change", "replace"])
def test_a_link_revoked_meanwhile_stays_so(then, make_link, group, dora, second_lead):
    link = make_link()
    mine = fresh(link)
    mine.label = "Doch anders"
    act = {
        "revoke": lambda: revoke_link(mine, second_lead),
        "change": lambda: change_link(mine, second_lead, ["label"]),
        "replace": lambda: replace_link(mine, second_lead),
    }[then]
    (outcome,) = in_turn(lambda: revoke_link(link, dora), act, then="keep")
    assert outcome is None if then == "revoke" else isinstance(outcome, InvitationEnded)
    assert (fresh(link).label, fresh(link).state) == ("Tagung", "revoked")
    assert group.invitations.count() == 1


def test_of_two_replacements_at_once_one_counts(make_link, group, dora, second_lead):
    link = make_link()
    replace = [lambda lead=lead: replace_link(fresh(link), lead) for lead in (dora, second_lead)]
    outcomes = in_turn(group.lock, *replace)
    assert {type(one) for one in outcomes} == {Invitation, InvitationEnded}
    assert group.invitations.usable().count() == 1


def test_a_change_that_waits_for_somebody_who_joins_does_not_reset_the_use(make_link, carla, dora, signed_in):
    link = make_link(uses=4)
    address, browser = f"{LINKS}{link.pk}/bearbeiten/", signed_in(dora)
    change = lambda: browser.post(address, FILLED | {"label": "Neuer Name", "max_uses": "9"})  # noqa: E731
    (response,) = in_turn(lambda: link.accept(carla), change, then="keep")
    assert response.status_code == 302
    assert (fresh(link).uses, fresh(link).max_uses, fresh(link).label) == (5, 9, "Neuer Name")


def test_a_limit_that_was_passed_while_it_was_typed_closes_the_link(make_link, carla, dora, signed_in):
    link = make_link(uses=4)
    address, browser = f"{LINKS}{link.pk}/bearbeiten/", signed_in(dora)
    change = lambda: browser.post(address, FILLED | {"max_uses": "4"})  # noqa: E731
    (response,) = in_turn(lambda: link.accept(carla), change, then="keep")
    assert response.status_code == 302
    assert (fresh(link).uses, fresh(link).state) == (5, "used_up")


@pytest.mark.parametrize(
    "acts", [("freigeben", "freigeben"), ("freigeben", "ablehnen"), ("ablehnen", "freigeben")]
)
def test_of_two_leads_who_decide_at_once_the_second_learns_of_the_first(
    acts, group, carla, dora, second_lead, signed_in
):
    asked = ask(group, carla)
    at = f"/gruppen/lesekreis/anfragen/{asked.pk}/"
    browsers = signed_in(dora), signed_in(second_lead)
    decide = [lambda b=b, act=act: b.post(f"{at}{act}/") for b, act in zip(browsers, acts, strict=True)]
    in_turn(asked.lock, *decide)
    asked = fresh(asked)
    outcome = {"freigeben": "approved", "ablehnen": "declined"}
    first = 0 if asked.decided_by == dora else 1
    assert asked.outcome == outcome[acts[first]]
    assert group.memberships.filter(user=carla).exists() == (asked.outcome == "approved")
    html = browsers[1 - first].get("/gruppen/lesekreis/anfragen/").content.decode()
    assert f"ist schon entschieden: {asked.get_outcome_display()} von {asked.decided_by.name}." in html


def test_asking_twice_at_once_is_one_request(group, on_request, carla, signed_in, dora):
    browsers = signed_in(carla), signed_in(carla)
    post = [
        lambda b=b, n=n: b.post("/gruppen/lesekreis/zugang/", {"reason": f"Grund {n}"})
        for n, b in enumerate(browsers)
    ]
    outcomes = in_turn(lambda: ask(group, carla), *post)
    assert [one.status_code for one in outcomes] == [302, 302]
    assert JoinRequest.objects.count() == 1


def hold_the_log():
    """Keeps whoever writes to the audit log waiting."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_entry IN EXCLUSIVE MODE")


def test_an_approval_and_a_joining_by_a_link_at_once_make_one_member(group, make_link, carla, dora):
    """The approval holds the request when the person joins, who settles it: neither may wait for ever for the other."""
    asked, link = ask(group, carla), make_link()
    outcomes = in_turn(
        hold_the_log, lambda: requests.approve_request(asked, dora), lambda: link.accept(carla)
    )
    assert [type(one) for one in outcomes] == [Membership, Membership]
    assert group.memberships.filter(user=carla).count() == 1
    assert fresh(asked).outcome in {"approved", "settled"}


def test_an_approval_that_waits_for_the_withdrawal_lets_nobody_in(group, carla, dora, signed_in):
    asked, browser = ask(group, carla), signed_in(dora)
    at = f"/gruppen/lesekreis/anfragen/{asked.pk}/freigeben/"
    in_turn(lambda: requests.withdraw_request(group, carla), lambda: browser.post(at), then="keep")
    assert not group.memberships.filter(user=carla).exists()
    assert "zurückgezogen" in browser.get("/gruppen/lesekreis/anfragen/").content.decode()
