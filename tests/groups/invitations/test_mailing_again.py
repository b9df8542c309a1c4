"""After the first mail: sent again, withdrawn, reminded once, not delivered, forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import EmailInvitation
from groups.tasks import delete_expired_email_invitations, send_reminders
from mail.models import OutgoingMail
from tests.support.mails.mailings import (
    NEW,
    PAGE,
    as_if_sent_days_ago,
    email_invitation,
    invite,
    link_to,
    mails_to,
    rows,
    set_group,
)

OTTO = "otto@stadt.example"
AGAIN, WITHDRAW = "erneut", "widerrufen"
ENDED = {
    "accepted": {"accepted_at": timezone.now()},
    "declined": {"declined_at": timezone.now()},
    "withdrawn": {"withdrawn_at": timezone.now()},
}


@pytest.fixture
def press(as_dora):
    """What a lead presses beside a line, and then reads."""

    def press(step, email=NEW):
        one = email_invitation(email)
        return as_dora.post(f"{PAGE}{one.mailing_id}/{one.pk}/{step}/", follow=True).content.decode()

    return press


@pytest.fixture
def invitation(group, dora):
    """Nina was invited, 26 days ago."""
    invitation = invite(group, dora, f"Nina Neu <{NEW}>")
    as_if_sent_days_ago(26)
    return invitation


def change(**fields):
    EmailInvitation.objects.filter(email=NEW).update(**fields)


def test_the_same_link_goes_out_again_and_is_valid_anew(invitation, press):
    first = link_to(NEW)
    change(expires_at=timezone.now() - timedelta(days=1), reminded_at=timezone.now() - timedelta(days=6))
    html = press(AGAIN)
    assert f"Die Einladung an {NEW} ist noch einmal unterwegs und gilt 30 Tage." in html
    assert len(mails_to(NEW)) == 2
    assert link_to(NEW) == first
    assert email_invitation().expires_at > timezone.now() + timedelta(days=29)
    assert email_invitation().reminded_at is None


@pytest.mark.parametrize("last", ["sent_at", "reminded_at"])
def test_no_mail_follows_within_ten_minutes(last, invitation, press):
    change(**{last: timezone.now() - timedelta(minutes=9)})
    before = rows()
    assert "Bitte warten Sie zehn Minuten." in press(AGAIN)
    assert rows() == before
    change(**{last: timezone.now() - timedelta(minutes=11)})
    press(AGAIN)
    assert len(mails_to(NEW)) == 2


@pytest.mark.parametrize("what", ENDED)
def test_nothing_is_sent_again_to_whoever(what, invitation, press):
    change(**ENDED[what])
    before = rows()
    assert f"An {NEW} geht keine E-Mail mehr" in press(AGAIN)
    assert rows() == before


def test_nothing_is_sent_again_after_all_was_withdrawn(invitation, press, as_dora):
    as_dora.post(f"{PAGE}{invitation.pk}/widerrufen/")
    before = rows()
    assert f"An {NEW} geht keine E-Mail mehr" in press(AGAIN)
    assert rows() == before


def test_what_was_not_sent_yet_is_not_sent_again(group, dora, press):
    invite(group, dora, NEW, send=False)
    press(AGAIN)
    assert not OutgoingMail.objects.exists()


def test_one_is_withdrawn_and_the_others_stay(group, dora, press, client):
    invite(group, dora, NEW, OTTO)
    assert f"Die Einladung an {NEW} ist widerrufen." in press(WITHDRAW)
    at = email_invitation().withdrawn_at
    press(WITHDRAW)
    assert email_invitation().withdrawn_at == at
    assert client.get(link_to(NEW)).status_code == 410
    assert client.get(link_to(OTTO)).status_code == 200


def test_withdrawing_one_asks_first(invitation, as_dora):
    address = f"{PAGE}{invitation.pk}/{email_invitation().pk}/widerrufen/"
    assert f'href="{address}"' in as_dora.get(f"{PAGE}{invitation.pk}/").content.decode()
    html = as_dora.get(address).content.decode()
    assert f"Die Einladung an {NEW} widerrufen?" in html
    assert f'href="{PAGE}{invitation.pk}/"' in html
    assert email_invitation().withdrawn_at is None


def test_what_is_accepted_is_not_withdrawn(invitation, press):
    change(**ENDED["accepted"])
    assert f"{NEW} hat die Einladung schon angenommen" in press(WITHDRAW)
    assert email_invitation().withdrawn_at is None


@pytest.mark.parametrize("step", [AGAIN, WITHDRAW])
def test_lines_of_other_groups_and_lines_to_which_nothing_went_are_not_there(
    step, group, dora, other_group, carla, as_dora
):
    theirs = invite(other_group, carla, OTTO).email_invitations.get()
    ours = invite(group, dora, "keine", NEW)
    bad = ours.email_invitations.get(reject_reason="invalid")
    before = rows()
    for invitation, line in ((ours.pk, theirs.pk), (theirs.mailing_id, theirs.pk), (ours.pk, bad.pk)):
        assert as_dora.post(f"{PAGE}{invitation}/{line}/{step}/").status_code == 404
    assert as_dora.get(f"{PAGE}{theirs.mailing_id}/").status_code == 404
    assert rows() == before


def test_a_reminder_goes_out_once_five_days_before_with_the_same_link(group, dora):
    invite(group, dora, NEW)
    first = link_to(NEW)
    as_if_sent_days_ago(24)
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 1
    as_if_sent_days_ago(1.1)
    for _ in range(2):
        send_reminders(timestamp=0)
    _, reminder = mails_to(NEW)
    assert reminder.subject == "Erinnerung: Dora Dorasen lädt Sie in die Gruppe „Lesekreis“ ein"
    assert link_to(NEW) == first
    ends = timezone.localtime(email_invitation().expires_at)
    assert f"Ihre Einladung gilt noch bis zum {ends.day}. " in reminder.text
    assert email_invitation().expires_at < timezone.now() + timedelta(days=5)
    assert reminder.headers["List-Unsubscribe"] == mails_to(NEW)[0].headers["List-Unsubscribe"]


@pytest.mark.parametrize("what", [*ENDED, "failed", "expired"])
def test_no_reminder_goes_to_whoever(what, invitation):
    others = {"failed": {"failed_at": timezone.now()}, "expired": {"expires_at": timezone.now()}}
    change(**(ENDED | others)[what])
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 1


def test_no_reminder_goes_to_whom_the_first_mail_did_not_reach(invitation):
    OutgoingMail.objects.update(failed_at=timezone.now())
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 1


def test_a_reminder_goes_to_whom_the_first_mail_reached(invitation):
    OutgoingMail.objects.all().delete()
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 1


def test_no_reminder_goes_out_of_an_archived_group_or_after_all_was_withdrawn(group, invitation, dora):
    set_group(archived_at=timezone.now())
    send_reminders(timestamp=0)
    set_group(archived_at=None)
    invitation.revoke(dora)
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 1


def test_a_mail_that_could_not_be_delivered_is_shown_first_and_stays_so(group, dora, as_dora, press):
    invitation = invite(group, dora, OTTO, NEW)
    OutgoingMail.objects.filter(to=NEW).update(failed_at=timezone.now())
    for _ in range(2):
        html = as_dora.get(f"{PAGE}{invitation.pk}/").content.decode()
        assert html.index(f"<b>{NEW}</b>") < html.index("nicht zustellbar") < html.index(f"<b>{OTTO}</b>")
        delete_expired_email_invitations(timestamp=0)
        OutgoingMail.objects.filter(to=NEW).delete()
    change(sent_at=timezone.now() - timedelta(minutes=11))
    assert "nicht zustellbar" not in press(AGAIN)


def test_addresses_are_deleted_a_month_after_they_expired_and_declined_ones_after_a_year(group, dora):
    invite(group, dora, NEW, OTTO, "keine")
    email_invitation(OTTO).decline()
    as_if_sent_days_ago(59)
    delete_expired_email_invitations(timestamp=0)
    assert EmailInvitation.objects.count() == 3
    as_if_sent_days_ago(1.1)
    delete_expired_email_invitations(timestamp=0)
    assert [one.email for one in EmailInvitation.objects.all()] == [OTTO]
    EmailInvitation.objects.update(declined_at=timezone.now() - timedelta(days=366))
    delete_expired_email_invitations(timestamp=0)
    assert not EmailInvitation.objects.exists()


def test_whoever_was_mailed_again_is_not_deleted_too_early(invitation, press):
    as_if_sent_days_ago(40)
    press(AGAIN)
    delete_expired_email_invitations(timestamp=0)
    assert EmailInvitation.objects.count() == 1


def test_a_reminder_leads_in_after_the_site_s_secret_was_changed(invitation, settings, client):
    settings.SECRET_KEY = "another secret of the site, as long as it has to be: 0123456789"
    send_reminders(timestamp=0)
    assert len(mails_to(NEW)) == 2
    assert client.get(link_to(NEW)).status_code == 200
