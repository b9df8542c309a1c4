"""Requests, the answers to them, and invitations appear at the bell of whom they concern, and go when settled."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.invitations.revocation import revoke_everywhere
from groups.models import EmailInvitation, Group, JoinRequest, Mailing
from groups.tasks import delete_expired_email_invitations
from notifications.models import Notification
from privacy.deletion.start import close_account
from tests.notifications.lists import entries, listed
from tests.support.mails import mailings
from tests.support.pages.forms import words

REQUESTS = "/gruppen/quartier/anfragen/"


@pytest.fixture
def as_carla(signed_in, carla):
    return signed_in(carla)


@pytest.fixture
def asked(group, as_carla, carla):
    """Carla's request, which waits."""
    Group.objects.filter(pk=group.pk).update(join_policy="request")
    as_carla.post("/gruppen/quartier/zugang/", {"reason": "Ich arbeite in Ulm.", "consent": "on"})
    return JoinRequest.objects.get(user=carla)


def invite(group, by, email):
    return mailings.invite(group, by, email).email_invitations.get()


def entry_of(client):
    (entry,) = entries(client.get("/mitteilungen/").content.decode())
    return entry


def test_the_leads_are_notified_of_a_request_until_it_is_decided(
    group, asked, as_dora, as_anna, as_carla, dora
):
    entry = entry_of(as_dora)
    assert entry.words == f"Carla Carlasen möchte in die Gruppe „{group.title}“ (neu) gerade eben"
    assert entry.href == f"{REQUESTS}{asked.pk}/"
    assert as_dora.get(entry.href).status_code == 200
    assert listed(as_anna) == []
    assert words(as_dora.get("/mein/").content.decode()).count("Carla Carlasen möchte") == 1
    as_dora.post(f"{REQUESTS}{asked.pk}/freigeben/")
    assert not Notification.objects.of(dora.pk).exists()
    entry = entry_of(as_carla)
    assert (
        entry.words
        == f"Die Gruppenleitung hat Ihre Anfrage für „{group.title}“ freigegeben (neu) gerade eben"
    )
    assert as_carla.get(entry.href).status_code == 200
    html = words(as_carla.get("/mein/").content.decode())
    assert "Die Gruppenleitung hat Ihre Anfrage" in html
    assert "Eine Mitteilung für Sie." in html


def test_a_declined_request_comes_with_its_reason(group, asked, as_dora, as_carla, dora):
    as_dora.post(f"{REQUESTS}{asked.pk}/ablehnen/", {"words": "Erst „nächstes“ Jahr."})
    assert not Notification.objects.of(dora.pk).exists()
    entry = entry_of(as_carla)
    said = f"Die Gruppenleitung hat Ihre Anfrage für „{group.title}“ abgelehnt: „Erst ‚nächstes‘ Jahr.“"
    assert entry.words == f"{said} (neu) gerade eben"
    assert "abgelehnt" in as_carla.get(entry.href).content.decode()


@pytest.mark.parametrize("way", ["withdrawn", "admitted", "deleted"])
def test_a_request_that_is_settled_in_another_way_goes(way, group, asked, as_carla, as_dora, carla):
    {
        "withdrawn": lambda: as_carla.post("/gruppen/quartier/zugang/zurueckziehen/"),
        "admitted": lambda: group.admit(carla),
        "deleted": lambda: close_account(carla),
    }[way]()
    assert listed(as_dora) == []


def test_an_invited_account_gets_its_invitation_and_nobody_else_can_open_it(
    group, as_carla, as_anna, client, carla, dora
):
    invited = invite(group, dora, carla.email)
    entry = entry_of(as_carla)
    assert entry.words == f"Dora Dorasen lädt Sie in die Gruppe „{group.title}“ ein (neu) gerade eben"
    assert invited.key not in entry.href
    led = as_carla.get(entry.href)
    assert led["Location"] == f"/einladung/{invited.key}/"
    assert as_anna.get(entry.href).status_code == 404
    assert client.get(entry.href)["Location"] == f"/konto/anmelden/?next={entry.href}"
    as_carla.post(f"{led['Location']}beitreten/", {"consent": "on"})
    assert group.memberships.filter(user=carla).exists()
    assert listed(as_carla) == []


def test_an_invitation_without_an_account_notifies_nobody(group, dora):
    invite(group, dora, "nina@stadt.example")
    assert not Notification.objects.exists()


@pytest.mark.parametrize("way", ["revoked", "declined", "its mailing", "its group", "the site", "deleted"])
def test_an_invitation_that_is_over_goes(way, group, as_carla, as_dora, carla, dora):
    invited = invite(group, dora, carla.email)
    address = f"/gruppen/quartier/einladungen/per-mail/{invited.mailing_id}"
    {
        "revoked": lambda: as_dora.post(f"{address}/{invited.pk}/widerrufen/"),
        "declined": invited.decline,
        "its mailing": lambda: as_dora.post(f"{address}/widerrufen/"),
        "its group": lambda: as_dora.post("/gruppen/quartier/einladungen/alle-widerrufen/"),
        "the site": lambda: revoke_everywhere(dora),
        "deleted": lambda: let_expire(days=500),
    }[way]()
    assert listed(as_carla) == []


def test_an_invitation_that_another_replaces_goes(group, as_carla, carla, dora):
    invite(group, dora, carla.email)
    let_expire(days=1)
    second = invite(group, dora, carla.email)
    assert entry_of(as_carla).href.endswith(f"/{second.pk}/")


def test_revoking_many_invitations_asks_once_for_their_notifications(group, carla, dora):
    numbers = []
    for some in (1, 20):
        emails = [f"n{some}-{number}@stadt.example" for number in range(some)]
        mailing = mailings.invite(group, dora, *emails)
        with CaptureQueriesContext(connection) as queries:
            mailing.revoke(dora)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def let_expire(days):
    """The invitations by mail were sent long ago and expired so many days ago; the nightly job has run."""
    past = timezone.now() - timedelta(days=days)
    Mailing.objects.update(created_at=past - timedelta(days=60))
    EmailInvitation.objects.update(sent_at=past - timedelta(days=30), expires_at=past)
    delete_expired_email_invitations(timestamp=0)
