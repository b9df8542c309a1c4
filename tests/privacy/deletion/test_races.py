"""Deleting an account while somebody else decides about the same groups and roles: real connections, one behind another."""

import pytest

from accounts.models import User
from groups.members import actions
from groups.models import Group, JoinPolicy, Membership, Role
from privacy.deletion.start import close_account, lock_for_deletion
from tests.privacy.deletion.deleting import DELETE, FAREWELL, STAY, has_left, jobs, state_of
from tests.support.database.races import in_turn

pytestmark = pytest.mark.usefixtures("own_database")


def leaving(browser):
    return lambda: browser.post(DELETE, STAY)


def status(response):
    return response.get("Location", response.status_code)


def test_of_two_leads_who_delete_their_accounts_at_once_one_stays(
    signed_in, dora, ben, group, member, thread
):
    actions.change_role(member(ben), Role.LEAD, dora)
    first, second = in_turn(group.lock, leaving(signed_in(dora)), leaving(signed_in(ben)))
    assert (status(first), status(second)) == (FAREWELL, 409)
    assert has_left(dora, keeps=True)
    assert state_of(ben)["erasure"] == []
    assert state_of(ben)["active"]
    assert [lead.pk for lead in group.leads] == [ben.pk]


def test_the_same_form_sent_twice_at_once_is_one_erasure(signed_in, anna, group, thread):
    browser = signed_in(anna)
    answers = in_turn(group.lock, leaving(browser), leaving(browser))
    assert [status(answer) for answer in answers] == [FAREWELL, FAREWELL]
    assert len(jobs()) == 1
    assert has_left(anna, keeps=True)


def test_who_is_made_the_only_lead_meanwhile_stays(signed_in, dora, anna, group, member, thread):
    browser = signed_in(anna)

    def hand_over():
        actions.leave_group(member(dora), member(anna))

    (answer,) = in_turn(hand_over, leaving(browser), then="keep")
    assert answer.status_code == 409
    assert "Engagiertes Quartier" in answer.content.decode()
    assert state_of(anna)["active"]
    assert [lead.pk for lead in group.leads] == [anna.pk]


def test_who_is_demoted_meanwhile_may_go(signed_in, dora, ben, group, member, thread):
    actions.change_role(member(ben), Role.LEAD, dora)
    browser = signed_in(dora)

    def demote():
        actions.change_role(member(dora), Role.MEMBER, ben)

    (answer,) = in_turn(demote, leaving(browser), then="keep")
    assert status(answer) == FAREWELL
    assert has_left(dora, keeps=True)


def test_handing_over_to_somebody_who_goes_at_once_leaves_no_group_without_a_lead(
    signed_in, dora, anna, group, member, thread
):
    successor = member(anna).pk
    gone, stays = in_turn(
        group.lock,
        leaving(signed_in(anna)),
        lambda: signed_in(dora).post("/gruppen/quartier/austreten/", {"successor": successor}),
    )
    assert (status(gone), status(stays)) == (FAREWELL, "/gruppen/quartier/austreten/")
    assert [lead.pk for lead in group.leads] == [dora.pk]


def test_of_two_admins_who_delete_their_accounts_at_once_one_stays(signed_in, vera, person):
    other = person("Valerie", "admin")
    first, second = in_turn(
        lambda: lock_for_deletion(vera.pk), leaving(signed_in(vera)), leaving(signed_in(other))
    )
    assert (status(first), status(second)) == (FAREWELL, 409)
    assert User.objects.filter(site_role="admin", is_active=True).get() == other


def test_a_membership_made_at_the_same_moment_goes_when_the_job_shuts_the_account_again(
    signed_in, anna, group, thread
):
    about = {"slug": "offen", "title": "Offen", "summary": "–", "description": "–"}
    other = Group.objects.create(join_policy=JoinPolicy.OPEN, **about)
    (gone,) = in_turn(lambda: (other.join(anna), group.lock()), leaving(signed_in(anna)), then="keep")
    assert status(gone) == FAREWELL
    close_account(anna)
    assert not Membership.objects.filter(user=anna).exists()
