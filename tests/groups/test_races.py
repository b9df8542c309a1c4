"""Two people, or one person twice, at the same instant: real connections, held until all wait for the same lock."""

from functools import partial

import pytest

from accounts.models import ConsentText, User
from accounts.sign_in.sign_in import get_or_create_account
from groups.invitations.link_actions import change_link, renew_link, replace_link, store_link
from groups.invitations.revocation import revoke_in_group
from groups.joining.routes import JoinRoute
from groups.models import Invitation, InvitationClosed, Membership, PendingSignup, Refusal
from tests.support.database.races import in_turn
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("own_database")

NINA = "nina@stadt.example"


@pytest.fixture
def pending(invitation):
    """Nina's signup to join, with its code."""
    who = {"email": NINA, "name": "Nina Neu", "place": "Ulm", "consent_text": ConsentText.objects.current()}
    return PendingSignup.start(group=invitation.group, invitation=invitation, **who)


def test_the_last_use_of_an_invitation_goes_to_one_of_two(invitation, carla, emil):
    Invitation.objects.update(max_uses=1)
    outcomes = in_turn(invitation.lock, lambda: invitation.accept(carla), lambda: invitation.accept(emil))

    refused = [outcome for outcome in outcomes if isinstance(outcome, InvitationClosed)]
    assert [error.state for error in refused] == ["used_up"]
    assert [type(outcome) for outcome in outcomes].count(Membership) == 1
    assert invitation.memberships.count() == 1
    invitation.refresh_from_db()
    assert invitation.uses == 1


def test_one_person_who_clicks_twice_joins_once(invitation, carla):
    accept = lambda: invitation.accept(carla)  # noqa: E731
    first, second = in_turn(invitation.lock, accept, accept)
    assert first == second == Membership.objects.get(user=carla)
    invitation.refresh_from_db()
    assert invitation.uses == 1


@pytest.mark.parametrize(("tried", "tries"), [(3, 2), (4, 2), (0, 8)])
def test_wrong_codes_at_once_are_all_counted_and_never_more_than_five(tried, tries, pending):
    signup, code = pending
    PendingSignup.objects.update(attempts=tried)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    outcomes = in_turn(signup.lock, *[lambda: signup.confirm(wrong)] * tries)

    left = 5 - tried
    assert sorted(outcomes) == sorted([Refusal.WRONG] * (left - 1) + [Refusal.SPENT] * (tries - left + 1))
    signup.refresh_from_db()
    assert signup.attempts == 5
    assert signup.confirm(code) == Refusal.SPENT


@pytest.mark.parametrize("ways", [("code", "code"), ("code", "link"), ("link", "link")])
def test_of_two_confirmations_at_once_one_counts(ways, pending):
    signup, code = pending
    confirm = {"code": lambda: signup.confirm(code), "link": signup.confirm_by_link}
    outcomes = in_turn(signup.lock, *(confirm[way] for way in ways))
    assert sorted(outcomes, key=str) == [None, Refusal.USED]


def test_code_and_link_at_once_in_two_browsers_sign_in_one(group, pending):
    signup, code = pending
    browsers = Client(), Client()
    by_code, by_link = in_turn(
        signup.lock,
        lambda: browsers[0].post(
            f"{signup.invitation.get_absolute_url()}code/", {"email": NINA, "code": code}
        ),
        lambda: browsers[1].post(JoinRoute.of_signup(signup).confirm_url(signup)),
    )
    assert sorted([by_code.status_code, by_link.status_code]) == [200, 302]
    assert sum("_auth_user_id" in browser.session for browser in browsers) == 1
    assert group.memberships.filter(user__email=NINA).count() == 1
    signup.invitation.refresh_from_db()
    assert signup.invitation.uses == 1


def test_two_first_confirmations_of_an_address_make_one_account():
    account = lambda: get_or_create_account(NINA, name="Nina Neu", place="Ulm")  # noqa: E731
    first, second = in_turn(lambda: User.objects.create_user(NINA, "Platzhalter"), account, account)
    assert first == second == User.objects.get(email=NINA)
    assert first.name == "Nina Neu"
    assert list(first.emailaddress_set.values_list("email", "verified", "primary")) == [(NINA, True, True)]


def test_of_two_links_made_public_at_once_one_is_public(group):
    links = [Invitation(group=group, label=label, is_public=True) for label in ("Erster", "Zweiter")]
    group_row = type(group).objects.select_for_update()
    outcomes = in_turn(lambda: group_row.get(pk=group.pk), *(partial(store_link, link) for link in links))
    assert outcomes == [None, None]
    assert sorted(group.invitations.values_list("is_public", flat=True)) == [False, True]


def test_a_link_renewed_by_two_workers_at_once_gets_one_successor(group):
    former = Invitation(group=group, label="Startseite", is_public=True)
    store_link(former)
    assert in_turn(former.lock, *[partial(renew_link, former)] * 2) == [None, None]
    assert group.invitations.count() == 2
    assert group.public_invitation != former


@pytest.mark.parametrize("verb", ["revoke", "replace", "change"])
def test_whoever_joins_by_a_link_and_a_lead_who_ends_or_changes_it_do_not_wait_for_each_other(
    verb, group, invitation, carla, dora
):
    act = {
        "revoke": lambda: revoke_in_group(group, dora),
        "replace": lambda: replace_link(invitation, dora),
        "change": lambda: change_link(invitation, dora, ["label"]),
    }[verb]
    group_row = type(group).objects.select_for_update()
    outcomes = in_turn(lambda: group_row.get(pk=group.pk), act, lambda: invitation.accept(carla))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert group.memberships.filter(user=carla).count() == 1
