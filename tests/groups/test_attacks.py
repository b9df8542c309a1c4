"""What a review found: ways around limits and rights, and acts at one instant that hurt each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from groups import limits
from groups.invitations import mails
from groups.invitations.link_actions import change_link
from groups.invitations.revocation import revoke_in_group
from groups.leading import deletion
from groups.members import actions
from groups.models import EmailInvitation, Group, Invitation, Mailing, Role
from groups.tasks import delete_groups, mail_deletion_planned
from tests.support.database.races import alone, in_turn
from tests.support.mails.mailings import (
    NEW,
    PAGE,
    as_if_sent_days_ago,
    email_invitation,
    invite,
    link_to,
    mails_to,
    press,
    set_group,
)
from tests.support.pages.client import Client
from tests.support.pages.joining import remove

GROUP = "/gruppen/lesekreis/"
FILLED = {"name": "Nina Neu", "place": "Ulm", "consent": "on"}


def signed_in_by(link, **submitted):
    """Whether somebody new to this browser is signed in by the mailed link."""
    browser = Client()
    browser.post(link, submitted)
    return "_auth_user_id" in browser.session


def at_once(act):
    """Does it on another connection, now."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(alone, act).result(timeout=20)


def test_withdrawing_and_inviting_again_is_no_way_around_the_pause_between_two_mails(group, dora):
    for _ in range(3):
        invite(group, dora, NEW)
        if email_invitation().sent_at:
            email_invitation().withdraw(dora)
    assert len(mails_to(NEW)) == 1


def test_announcing_and_taking_back_a_deletion_is_no_way_to_flood_the_members(as_dora, anna, group):
    for _ in range(3):
        as_dora.post(f"{GROUP}loeschen/", {"title": group.title})
        mail_deletion_planned(group_id=group.pk)
        as_dora.post(f"{GROUP}loeschen/zuruecknehmen/")
    assert len(mails_to(anna.email)) == 1


def test_no_group_is_deleted_whose_members_were_never_mailed(group, dora, anna):
    """The job that tells them died, and nothing looks for what it has left."""
    deletion.plan_deletion(group, dora)
    assert not mails_to(anna.email)
    Group.objects.update(delete_at=timezone.now() - timedelta(days=1))
    delete_groups(timestamp=0)
    group.refresh_from_db()
    assert group.deleted_at is None


def test_whoever_declined_meanwhile_gets_no_mail_of_a_waiting_job(group, dora):
    invite(group, dora, NEW)
    first = email_invitation()
    first.withdraw(dora)
    invite(group, dora, NEW, send=False)
    first.decline()
    mails.send_invitation(email_invitation().pk)
    assert len(mails_to(NEW)) == 1


def test_a_key_belongs_to_an_address_and_not_only_to_the_number_of_a_row(group, dora):
    """After a backup is restored the next rows get numbers whose keys are in other people's mailboxes."""
    invite(group, dora, NEW)
    mailed = email_invitation()
    assert EmailInvitation(pk=mailed.pk, email="berta@stadt.example").key != mailed.key


def test_a_mailed_link_signs_in_whoever_was_removed_only_once(group, dora, carla):
    remove(group, carla, dora)
    invite(group, dora, carla.email)
    link = link_to(carla.email)
    assert signed_in_by(link)
    assert not signed_in_by(link)


def test_a_mail_of_29_days_ago_does_not_open_the_admin(group, dora, vera):
    invite(group, dora, vera.email)
    as_if_sent_days_ago(29)
    browser = Client()
    browser.post(link_to(vera.email))
    assert browser.get("/redaktion/").status_code == 302


def test_a_demoted_lead_does_not_lead_again_by_a_link_of_their_own(
    second_lead, signed_in, group, dora, make_link
):
    soon = timezone.now() + timedelta(days=7)
    own = make_link(created_by=second_lead, role=Role.LEAD, max_uses=1, expires_at=soon)
    browser = signed_in(second_lead)
    actions.change_role(group.memberships.get(user=second_lead), Role.MEMBER, dora)
    browser.post(f"{GROUP}austreten/")
    browser.post(f"/einladung/{own.key}/beitreten/")
    assert [lead.pk for lead in group.leads] == [dora.pk]


@pytest.mark.usefixtures("own_database")
def test_whoever_joins_while_being_invited_cannot_sign_in_by_that_mail_for_ever(
    group, dora, carla, make_link
):
    with transaction.atomic():
        make_link().accept(carla)
        at_once(lambda: invite(group, dora, carla.email))
    link = link_to(carla.email)
    signed_in_by(link)
    assert not signed_in_by(link)


@pytest.mark.usefixtures("own_database")
def test_two_mailings_at_once_do_not_exceed_what_a_group_may_send_in_a_day(
    as_dora, second_lead, signed_in, group, dora
):
    before = Mailing.objects.create(group=group, label="L")
    EmailInvitation.objects.bulk_create(
        EmailInvitation(group=group, mailing=before, line=n, email=f"n{n}@ort.example")
        for n in range(limits.MAILING_MAX_PER_DAY - 1)
    )
    as_lena = signed_in(second_lead)
    new = {"role": "member", "words": ""}
    one = as_dora.post(PAGE, {"addresses": "eins@stadt.example", **new}, follow=True)
    two = as_lena.post(PAGE, {"addresses": "zwei@stadt.example", **new}, follow=True)
    in_turn(
        group.lock,
        lambda: press(as_dora, one),
        lambda: press(as_lena, two),
    )
    assert EmailInvitation.objects.of_last_day().count() == limits.MAILING_MAX_PER_DAY


@pytest.mark.usefixtures("own_database")
def test_a_lead_who_reopens_the_group_at_the_instant_of_its_deletion_reads_that_it_is_gone(
    as_dora, group, dora
):
    deletion.plan_deletion(group, dora)
    Group.objects.update(delete_at=timezone.now() - timedelta(days=1))
    as_dora.raise_request_exception = False
    (response,) = in_turn(group.delete_content, lambda: as_dora.post(f"{GROUP}wieder-oeffnen/"), then="keep")
    assert response.status_code in {302, 404}


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("step", ["erneut", "widerrufen"])
def test_a_lead_who_acts_on_a_line_that_is_being_deleted_reads_no_error(step, as_dora, group, dora):
    invite(group, dora, NEW)
    one = email_invitation()
    as_dora.raise_request_exception = False
    (response,) = in_turn(
        EmailInvitation.objects.filter(pk=one.pk).delete,
        lambda: as_dora.post(f"{PAGE}{one.mailing_id}/{one.pk}/{step}/"),
        then="keep",
    )
    assert response.status_code in {302, 404}


@pytest.mark.usefixtures("own_database")
def test_whoever_comes_by_mail_and_waited_at_a_link_does_not_wait_in_a_circle_with_its_revocation(
    group, dora, make_link
):
    link, browser = make_link(), Client()
    browser.post(f"/einladung/{link.key}/", {**FILLED, "email": NEW})
    invite(group, dora, NEW)
    outcomes = in_turn(
        Mailing.objects.get().lock,
        lambda: browser.post(link_to(NEW), FILLED),
        lambda: revoke_in_group(group, dora),
    )
    assert [type(one).__name__ for one in outcomes] == ["HttpResponseRedirect", "int"]


@pytest.mark.usefixtures("own_database")
def test_whoever_comes_by_a_link_and_the_directory_does_not_wait_in_a_circle_with_a_change_of_the_link(
    group, dora, make_link, mailed_code
):
    set_group(join_policy="open")
    link, browser = make_link(), Client()
    for address in (f"{GROUP}beitreten/", f"/einladung/{link.key}/"):
        browser.post(address, {**FILLED, "email": NEW})
    code = mailed_code()
    outcomes = in_turn(
        group.lock,
        lambda: change_link(Invitation.objects.get(), dora, ["label"]),
        lambda: browser.post(f"/einladung/{link.key}/code/", {"code": code}),
    )
    assert [type(one).__name__ for one in outcomes] == ["NoneType", "HttpResponseRedirect"]
