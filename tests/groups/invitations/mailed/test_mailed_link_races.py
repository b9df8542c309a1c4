"""Two presses on one mailed link, or on it and on the lead's button, at the same instant."""

import pytest
from django.db import transaction

from accounts.models import User
from groups.invitations import mails
from groups.models import EmailInvitation, InvitationUsed, Mailing
from mail.models import OutgoingMail
from tests.support.database.races import in_turn
from tests.support.mails.mailings import NEW, email_invitation, invite, is_member, link_to
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("own_database")

FILLED = {"name": "Nina Neu", "place": "Ulm", "consent": "on"}


@pytest.fixture
def link(group, dora):
    invite(group, dora, NEW)
    return link_to(NEW)


def test_the_same_link_pressed_twice_at_once_makes_one_member(link, group):
    browsers = Client(), Client()
    post = [lambda b=b: b.post(link, FILLED) for b in browsers]
    outcomes = in_turn(Mailing.objects.get().lock, *post)
    assert [one.status_code for one in outcomes] == [302, 302]
    assert group.memberships.filter(user__email=NEW).count() == 1
    assert User.objects.filter(email=NEW).count() == 1
    assert sum("_auth_user_id" in browser.session for browser in browsers) == 1


@pytest.mark.parametrize("what", ["one", "all"])
def test_whoever_presses_while_the_lead_withdraws_does_not_come_in(what, link, dora):
    act = email_invitation().withdraw if what == "one" else Mailing.objects.get().revoke
    browser = Client()
    (response,) = in_turn(lambda: act(dora), lambda: browser.post(link, FILLED), then="keep")
    assert (response.status_code, response["Location"]) == (302, link)
    assert browser.get(link).status_code == 410
    assert not is_member(NEW)
    assert not User.objects.filter(email=NEW).exists()


def test_a_withdrawal_that_waits_for_somebody_who_joins_comes_too_late(link, carla, group, dora):
    invite(group, dora, carla.email)
    one = email_invitation(carla.email)
    (outcome,) = in_turn(lambda: one.mailing.accept(carla), lambda: one.withdraw(dora), then="keep")
    assert isinstance(outcome, InvitationUsed)
    assert is_member(carla.email)
    assert email_invitation(carla.email).withdrawn_at is None


def test_of_two_leads_who_invite_the_same_person_at_once_one_does(group, dora, second_lead):
    acts = [lambda lead=lead: invite(group, lead, NEW, send=False) for lead in (dora, second_lead)]
    in_turn(group.lock, *acts)
    assert sorted(EmailInvitation.objects.values_list("reject_reason", flat=True)) == ["", "invited"]


def test_two_runs_of_the_job_at_once_send_one_mail(group, dora):
    """The second passes over a line that the first one is sending."""
    invite(group, dora, NEW, send=False)
    pk = email_invitation().pk

    def second():
        mails.send_invitation(pk)
        with transaction.atomic():
            email_invitation().lock()

    assert in_turn(lambda: mails.send_invitation(pk), second, then="keep") == [None]
    assert OutgoingMail.objects.filter(to=NEW).count() == 1
