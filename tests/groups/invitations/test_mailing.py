"""Inviting by mail: what becomes of each line, and that each person gets one mail, whatever happens to the job."""

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Entry
from groups.invitations import mails
from groups.invitations.revocation import revoke_everywhere, revoke_in_group
from groups.models import Mailing
from groups.tasks import resume_mailings, send_invitations, send_mailing
from mail.models import OutgoingMail
from tests.support.mails.mailings import (
    NEW,
    PAGE,
    as_if_sent_days_ago,
    email_invitation,
    invite,
    is_member,
    link_to,
    mails_to,
    reasons,
    rows,
    send_list,
    send_out,
    set_group,
)
from tests.support.pages.joining import remove

OTTO = "otto@stadt.example"


def act(browser, step, email=NEW):
    """What a lead presses beside a line."""
    one = email_invitation(email)
    return browser.post(f"{PAGE}{one.mailing_id}/{one.pk}/{step}/", follow=True).content.decode()


def withdraw_all(browser, mailing):
    return browser.post(f"{PAGE}{mailing.pk}/widerrufen/", follow=True).content.decode()


def test_each_line_says_what_became_of_it(group, dora, anna, as_dora):
    invite(group, dora, OTTO)
    submitted = f"Nina Neu <{NEW}>\nNina@Stadt.example\n{anna.email.upper()}\n{OTTO}"
    response = send_list(as_dora, {"addresses": submitted, "role": "member"})
    mailing = Mailing.objects.latest("pk")
    assert response.redirect_chain == [(f"{PAGE}{mailing.pk}/", 302)]
    expected = [(NEW, ""), (NEW, "double"), (anna.email, "member"), (OTTO, "invited")]
    assert reasons(mailing) == expected
    html = response.content.decode()
    for text in ("doppelt", "ist schon Mitglied", "ist schon eingeladen"):
        assert text in html
    send_out(mailing)
    assert list(OutgoingMail.objects.values_list("to", flat=True).order_by("pk")) == [OTTO, NEW]


def test_nobody_who_declined_is_invited_again(group, dora):
    invite(group, dora, NEW)
    email_invitation().decline()
    assert reasons(invite(group, dora, NEW)) == [(NEW, "declined")]
    assert len(mails_to(NEW)) == 1


def test_declining_outlives_a_withdrawal_by_the_lead(group, dora, as_dora):
    invite(group, dora, NEW)
    email_invitation().decline()
    act(as_dora, "widerrufen")
    assert reasons(invite(group, dora, NEW)) == [(NEW, "declined")]
    assert len(mails_to(NEW)) == 1


def test_declining_by_a_mail_that_was_withdrawn_counts(group, dora, as_dora, client):
    invite(group, dora, NEW)
    act(as_dora, "widerrufen")
    client.post(f"{link_to(NEW)}ablehnen/")
    assert reasons(invite(group, dora, NEW)) == [(NEW, "declined")]


def test_declining_by_an_earlier_mail_ends_the_later_one_s_reminder(group, dora, client):
    invite(group, dora, NEW)
    earlier = link_to(NEW)
    as_if_sent_days_ago(31)
    invite(group, dora, NEW)
    client.post(f"{earlier}ablehnen/")
    assert email_invitation().declined_at


def test_declining_holds_in_one_group_only(group, dora, other_group, carla):
    invite(group, dora, NEW)
    email_invitation().decline()
    assert reasons(invite(other_group, carla, NEW)) == [(NEW, "")]


def test_whoever_did_not_answer_in_time_is_invited_anew(group, dora, client):
    invite(group, dora, NEW)
    earlier = link_to(NEW)
    as_if_sent_days_ago(31)
    assert reasons(invite(group, dora, NEW)) == [(NEW, "")]
    assert link_to(NEW) != earlier
    assert client.get(earlier).status_code == 410
    assert client.get(link_to(NEW)).status_code == 200


@pytest.mark.parametrize("how", ["one", "all", "all before sending"])
def test_whoever_s_invitation_was_withdrawn_can_be_invited_anew(how, group, dora, as_dora):
    mailing = invite(group, dora, NEW, send=how != "all before sending")
    if how == "one":
        act(as_dora, "widerrufen")
    else:
        withdraw_all(as_dora, mailing)
    as_if_sent_days_ago(1)
    assert reasons(invite(group, dora, NEW)) == [(NEW, "")]


def test_whoever_left_can_be_invited_anew(group, dora, anna):
    group.memberships.get(user=anna).end(by=anna)
    assert reasons(invite(group, dora, anna.email)) == [(anna.email, "")]


def test_whoever_was_removed_is_invited_but_has_to_ask(group, dora, carla, signed_in):
    remove(group, carla, dora)
    assert reasons(invite(group, dora, carla.email)) == [(carla.email, "")]
    link, browser = link_to(carla.email), signed_in(carla)
    assert browser.get(link)["Location"] == f"{link}anfragen/"
    browser.post(f"{link}beitreten/")
    assert not is_member(carla.email)


def test_an_invitation_in_which_nobody_is_left_says_so(group, dora, anna, as_dora):
    mailing = invite(group, dora, anna.email)
    html = as_dora.get(f"{PAGE}{mailing.pk}/").content.decode()
    assert "Niemand ist eingeladen" in html
    assert not OutgoingMail.objects.exists()


def test_the_job_sends_one_mail_to_each_however_often_it_runs(group, dora):
    mailing = invite(group, dora, NEW, OTTO, NEW)
    before = rows()
    for _ in range(2):
        send_out(mailing)
        resume_mailings(timestamp=0)
    assert rows() == before
    assert [len(mails_to(email)) for email in (NEW, OTTO)] == [1, 1]


def test_a_job_that_died_goes_on_where_it_stopped(group, dora, other_group, carla):
    mailing = invite(group, dora, *(f"p{n}@stadt.example" for n in range(5)), send=False)
    theirs = invite(other_group, carla, NEW, send=False)
    for one in mailing.email_invitations.all()[:2]:
        mails.send_invitation(one.pk)
        mails.send_invitation(one.pk)
    assert OutgoingMail.objects.count() == 2
    resume_mailings(timestamp=0)
    assert OutgoingMail.objects.count() == 6
    assert len(set(OutgoingMail.objects.values_list("to", flat=True))) == 6
    assert not theirs.email_invitations.filter(sent_at=None).exists()


def test_who_was_withdrawn_before_the_job_ran_gets_no_mail(group, dora, as_dora):
    mailing = invite(group, dora, NEW, OTTO, send=False)
    act(as_dora, "widerrufen")
    send_out(mailing)
    assert [len(mails_to(email)) for email in (NEW, OTTO)] == [0, 1]


@pytest.mark.parametrize("way", ["all", "links of the group", "links of the site", "archive"])
def test_nothing_goes_out_after_all_was_withdrawn_or_the_group_archived(way, group, dora, vera, as_dora):
    mailing = invite(group, dora, NEW, send=False)
    {
        "all": lambda: withdraw_all(as_dora, mailing),
        "links of the group": lambda: revoke_in_group(group, dora),
        "links of the site": lambda: revoke_everywhere(vera),
        "archive": lambda: group.archive(dora),
    }[way]()
    send_out(mailing)
    resume_mailings(timestamp=0)
    assert not OutgoingMail.objects.exists()


def test_who_joined_before_the_job_ran_gets_no_mail_and_the_page_is_done(group, dora, carla, as_dora):
    mailing = invite(group, dora, carla.email, NEW, send=False)
    group.admit(carla)
    send_out(mailing)
    assert mails_to(carla.email) == []
    response = as_dora.get(f"{PAGE}{mailing.pk}/stand/")
    assert response.headers.get("HX-Refresh") == "true"
    assert "eine ist dabei" in as_dora.get(f"{PAGE}{mailing.pk}/").content.decode()


def test_the_job_knows_the_mailing_and_nothing_else(group, dora):
    mailing = invite(group, dora, NEW, send=False)
    job = ProcrastinateJob.objects.get(task_name="groups.send_mailing")
    assert job.args == {"mailing_id": mailing.pk}


def test_a_job_that_was_queued_before_mailings_had_a_table_sends_its_mails(group, dora):
    """Mailings kept the ids that they had as invitations."""
    mailing = invite(group, dora, NEW, send=False)
    send_invitations(invitation_id=mailing.pk)
    assert len(mails_to(NEW)) == 1


def test_what_leads_do_is_written_down_without_addresses(group, dora, as_dora):
    invite(group, dora, f"Nina Neu <{NEW}>", "keine", words="Kommen Sie!")
    as_if_sent_days_ago(1)
    act(as_dora, "erneut")
    act(as_dora, "widerrufen")
    act(as_dora, "widerrufen")
    withdraw_all(as_dora, Mailing.objects.get())
    entries = Entry.objects.filter(scope=f"group.{group.pk}").order_by("pk")
    acts = ["mail_invited", "mail_resent", "mail_withdrawn", "link_revoked"]
    assert [entry.act for entry in entries] == acts
    assert {entry.actor for entry in entries} == {dora}
    assert {entry.object for entry in entries} == {f"mailing.{Mailing.objects.get().pk}"}
    assert entries[0].details == {"number": 1}
    assert entries[1].details == entries[2].details == {"email_invitation": email_invitation().pk}
    for entry in entries:
        assert not any(secret in str(entry.details) for secret in ("@", "Nina", "Kommen"))
    html = as_dora.get("/gruppen/lesekreis/protokoll/").content.decode()
    assert html.count(Mailing.objects.get().label) == len(acts)


def test_an_archived_group_goes_on_sending_when_it_is_reopened(group, dora):
    mailing = invite(group, dora, NEW, send=False)
    set_group(archived_at=timezone.now())
    send_mailing(mailing_id=mailing.pk)
    assert mails_to(NEW) == []
    set_group(archived_at=None)
    resume_mailings(timestamp=0)
    assert len(mails_to(NEW)) == 1
