"""Mail scanners open every link of every mail, and each page of each state: nothing changes, nobody is signed in."""

from itertools import product

import pytest
from django.utils import timezone

from groups.models import Group, Invitation
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.joining import ask, decline, links_in, mailed_link, rows

pytestmark = pytest.mark.usefixtures("on_request")

DIRECTORY = "/gruppen/lesekreis/zugang/"
STEPS = ("", "beitreten/", "geoeffnet/", "code/", "neuer-code/", "andere-adresse/", "bestaetigen/falsch/")
ASKING = tuple(f"anfragen/{step}" for step in ("", "zurueckziehen/", *STEPS[3:]))
STATES = {
    "open": {},
    "approval": {"needs_approval": True},
    "other domain": {"mail_domains": ["amt.example"]},
    "paused": {"paused_at": timezone.now()},
    "revoked": {"revoked_at": timezone.now()},
    "used up": {"max_uses": 1, "uses": 1},
}
FOR_LEADS = (
    *("einladungen/", "einladungen/alle-widerrufen/", "anfragen/", "protokoll/"),
    *(f"einladungen/{{link}}/{step}" for step in ("", "bearbeiten/", "qr.svg", "anhalten/", "fortsetzen/")),
    *(f"einladungen/{{link}}/{step}" for step in ("ersetzen/", "widerrufen/")),
    *(f"anfragen/{{asked}}/{step}" for step in ("", "freigeben/", "ablehnen/")),
)


@pytest.fixture
def mails(group, invitation, submitted, signed_in, carla, emil, dora, as_dora, ulm):
    """Each kind of mail of the join flow, once: codes for joining and asking, request, approval, decline."""
    Client().post(invitation.get_absolute_url(), submitted)
    Client().post(DIRECTORY, submitted | {"email": "otto@stadt.example", "reason": "Bitte."})
    for user, answer in ((carla, "freigeben/"), (emil, "ablehnen/")):
        signed_in(user).post(DIRECTORY, {"reason": "Bitte."})
        as_dora.post(f"/gruppen/lesekreis/anfragen/{user.join_requests.get().pk}/{answer}")
    return list(OutgoingMail.objects.order_by("pk"))


def test_opening_every_link_of_every_mail_changes_nothing(mails, signed_in, anna, emil, dora):
    assert len(mails) == 6
    browsers = {"": Client(), **{user.name: signed_in(user) for user in (anna, emil, dora)}}
    opened, before = 0, rows()
    for mail in mails:
        for address in links_in(mail):
            for browser in browsers.values():
                assert browser.get(address).status_code < 500
                assert browser.head(address).status_code < 500
                opened += 1
    assert opened >= 4 * len(mails)
    assert rows() == before
    assert "_auth_user_id" not in browsers[""].session


def test_each_mail_leads_somewhere(mails):
    for mail in mails:
        assert links_in(mail) or "abgelehnt" in mail.text
        for address in links_in(mail):
            assert Client().get(address, follow=True).status_code == 200


def test_a_mailed_link_that_a_scanner_has_opened_still_lets_in(client, invitation, submitted, ulm):
    client.post(invitation.get_absolute_url(), submitted)
    address = mailed_link()
    for _ in range(3):
        Client().get(address)
        Client().head(address)
    assert Client().post(address).status_code == 302
    assert invitation.memberships.count() == 1


@each(
    ("who", "state"),
    [
        *(("anonymous", state) for state in STATES),
        *product(("outsider", "waiting", "declined", "removed", "member"), ("open", "approval")),
    ],
)
def test_opening_each_page_of_each_state_changes_nothing(who, state, invitation, browser_of):
    Invitation.objects.update(**STATES[state])
    browser = browser_of(who)
    before, session = rows(), dict(browser.session)
    for step in (*STEPS, *ASKING):
        response = browser.get(invitation.get_absolute_url() + step)
        assert response.status_code in {200, 302, 405, 410}
        browser.head(invitation.get_absolute_url() + step)
    assert rows() == before
    assert dict(browser.session) == session


def test_opening_the_pages_of_leads_changes_nothing(group, invitation, as_dora, carla):
    keys = {"link": invitation.pk, "asked": ask(group, carla).pk}
    before = rows()
    for address in FOR_LEADS:
        assert as_dora.get(f"/gruppen/lesekreis/{address.format(**keys)}").status_code in {200, 405}
    assert rows() == before


@each("closed", [("archived_at",), ("archived_at", "delete_at", "deleted_at")])
def test_links_of_mails_into_a_closed_group_admit_nobody(closed, mails):
    Group.objects.update(**dict.fromkeys(closed, timezone.now()))
    before = rows()
    confirming = [address for mail in mails[:2] for address in links_in(mail) if "/bestaetigen/" in address]
    assert len(confirming) == 2
    for address in confirming:
        browser = Client()
        assert {browser.get(address).status_code, browser.post(address).status_code} <= {404, 410}
        assert "_auth_user_id" not in browser.session
    assert rows() == before


def test_a_link_of_a_request_that_is_decided_shows_the_decision(group, as_dora, carla, dora):
    asked = decline(group, carla, dora, "Leider voll.")
    before = rows()
    html = as_dora.get(f"/gruppen/lesekreis/anfragen/{asked.pk}/").content.decode()
    assert "Leider voll." in html
    assert "freigeben/" not in html
    assert rows() == before
