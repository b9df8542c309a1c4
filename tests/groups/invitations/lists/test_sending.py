"""A list that was checked is sent once, and only by who may: replays, two windows, rights that ended meanwhile."""

import pytest
from django.utils import timezone

from groups.members import actions
from groups.models import DraftLine, EmailInvitation, Mailing, MailingDraft, Role
from tests.support.mails.mailings import NEW, PAGE, invite, mails_to, press, reasons, send_out, set_group
from tests.support.pages.client import Client

OTTO = "otto@stadt.example"
FILLED = {"addresses": f"{NEW}\n{OTTO}", "words": "Kommen Sie!", "role": "member"}


@pytest.fixture
def checked(as_dora, group):
    """The page that Dora sees."""
    return as_dora.post(PAGE, FILLED, follow=True)


def test_sending_twice_leads_to_the_mailing_and_sends_once(checked, as_dora):
    press(as_dora, checked)
    mailing = Mailing.objects.get()
    for act in ("send", "check", "edit", "drop"):
        again = press(as_dora, checked, act)
        assert again.redirect_chain == [(f"{PAGE}{mailing.pk}/", 302)]
        assert "schon gesendet" in again.content.decode()
    for step in ("liste/", "verwerfen/"):
        address = f"{checked.request['PATH_INFO']}{step}"
        assert as_dora.post(address, FILLED)["Location"] == f"{PAGE}{mailing.pk}/"
    send_out(mailing)
    assert [len(mails_to(email)) for email in (NEW, OTTO)] == [1, 1]
    assert Mailing.objects.count() == 1


def test_of_a_list_that_was_sent_the_draft_holds_nothing(checked, as_dora):
    press(as_dora, checked)
    assert not DraftLine.objects.exists()
    assert MailingDraft.objects.get().words == ""


def test_a_window_that_shows_another_list_sends_nothing(checked, as_dora):
    other = {"addresses": "clara@stadt.example", "role": "member", "words": ""}
    as_dora.post(f"{checked.request['PATH_INFO']}liste/", other)
    response = press(as_dora, checked)
    assert "in einem anderen Fenster geändert" in response.content.decode()
    assert "clara@stadt.example" in response.content.decode()
    assert not Mailing.objects.exists()


def test_a_crafted_form_without_the_rows_sends_nothing(checked, as_dora):
    address = checked.request["PATH_INFO"]
    for submitted in ({}, {"line": ["1"]}, {"line": ["x", "y"], "address": [NEW] * 2, "name": [""] * 2}):
        assert as_dora.post(address, submitted | {"act": "send"}).status_code == 200
    assert not Mailing.objects.exists()


def test_whoever_became_a_member_or_was_invited_meanwhile_gets_no_mail(checked, as_dora, group, dora, person):
    group.admit(person("Nina"))
    invite(group, dora, OTTO)
    before = Mailing.objects.get()
    press(as_dora, checked)
    assert Mailing.objects.exclude(pk=before.pk).count() == 0
    clara = "clara@stadt.example"
    page = as_dora.post(PAGE, FILLED | {"addresses": f"{clara}\n{NEW}"}, follow=True)
    set_group(archived_at=None)
    press(as_dora, page)
    assert reasons(Mailing.objects.exclude(pk=before.pk).get()) == [(clara, ""), (NEW, "member")]


@pytest.mark.parametrize(("meanwhile", "status"), [("demoted", 403), ("removed", 404)])
def test_whoever_no_longer_leads_cannot_send(meanwhile, status, group, dora, second_lead, signed_in):
    as_lena = signed_in(second_lead)
    page = as_lena.post(PAGE, FILLED, follow=True)
    membership = group.memberships.get(user=second_lead)
    actions.change_role(membership, Role.MEMBER, dora)
    if meanwhile == "removed":
        group.memberships.get(user=second_lead).end(by=dora)
    assert press(as_lena, page).status_code == status
    assert not Mailing.objects.exists()


def test_a_group_that_was_archived_meanwhile_invites_nobody_and_keeps_what_was_typed(checked, as_dora):
    set_group(archived_at=timezone.now())
    html = press(as_dora, checked, name_1="Nina Neu").content.decode()
    assert "Die Gruppe ist inzwischen abgeschlossen. Es wurde nichts gesendet." in html
    assert 'value="Nina Neu"' in html
    assert not EmailInvitation.objects.exists()


def test_a_form_without_csrf_token_is_refused(checked, dora):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    assert press(browser, checked).status_code == 403
    assert not Mailing.objects.exists()


def test_anonymous_sends_nothing(checked):
    assert press(Client(), checked).status_code == 401
    assert not Mailing.objects.exists()
