"""Invitations that let nobody in: expired, revoked, used up, unknown; and states that the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import ConsentText, User
from groups.invitations.link_actions import store_link
from groups.models import Group, Invitation, JoinRequest, Membership, PendingSignup, Removal, Visibility
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("ulm")

JOIN_URL = "/gruppen/lesekreis/beitreten/"
UNKNOWN = "<h1>Diese Einladung kennen wir nicht</h1>"
PAST = timezone.now() - timedelta(seconds=1)
CLOSED = {
    "expired": ("Diese Einladung ist abgelaufen", {"expires_at": PAST}),
    "revoked": ("Diese Einladung wurde widerrufen", {"revoked_at": PAST}),
    "used up": ("Diese Einladung ist aufgebraucht", {"max_uses": 3, "uses": 3}),
    "paused": ("Diese Einladung ist angehalten", {"paused_at": PAST}),
}
STEPS = ("", "code/", "neuer-code/", "andere-adresse/", "beitreten/", "geoeffnet/")
ASKING = ("", "code/", "neuer-code/", "andere-adresse/", "zurueckziehen/", "bestaetigen/falsch/")


def close(invitation, why):
    Invitation.objects.filter(pk=invitation.pk).update(**CLOSED[why][1])


def rows():
    models = (PendingSignup, JoinRequest, OutgoingMail, User, Membership, Invitation)
    return [list(model.objects.order_by("pk").values()) for model in models]


def publish(group, **fields):
    invitation = Invitation(group=group, label="Öffentlich", is_public=True, **fields)
    store_link(invitation)
    return invitation


@each("why", CLOSED)
def test_a_closed_invitation_says_why_and_leads_to_those_who_decide(why, client, invitation, events):
    close(invitation, why)
    already, response = len(events()), client.get(invitation.get_absolute_url())
    html = response.content.decode()
    assert response.status_code == 410
    assert f"<h1>{CLOSED[why][0]}</h1>" in html
    assert "„Lesekreis“" in html
    assert "Fragen Sie die Gruppenleitung; ein Satz genügt." in html
    assert f'href="{invitation.get_absolute_url()}anfragen/"' in html
    assert "Dora Dorasen" not in html
    assert "Schön, wenn Sie kommen!" not in html
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert events()[already:] == ["invitation_closed"]


@each("why", CLOSED)
def test_a_closed_invitation_leads_to_the_public_one(why, client, group, invitation):
    close(invitation, why)
    public = publish(group)
    html = client.get(invitation.get_absolute_url()).content.decode()
    assert f'href="{JOIN_URL}"' in html
    assert "Zur Einladung" in html
    assert f'href="{invitation.get_absolute_url()}anfragen/"' in html
    assert public.key not in html
    assert "Dora Dorasen" not in html


def test_a_closed_invitation_of_a_hidden_group_leads_to_nothing_public(client, group, invitation):
    close(invitation, "expired")
    publish(group)
    Group.objects.update(visibility=Visibility.HIDDEN)
    html = client.get(invitation.get_absolute_url()).content.decode()
    assert JOIN_URL not in html
    assert "/gruppen/lesekreis/" not in html
    assert f'href="{invitation.get_absolute_url()}anfragen/"' in html


@each("why", CLOSED)
def test_no_form_of_a_closed_invitation_does_anything(
    why, client, invitation, submitted, carla, mailed_code, mailed_link
):
    client.post(invitation.get_absolute_url(), submitted)
    fields, link = submitted | {"code": mailed_code()}, mailed_link()
    close(invitation, why)
    signed_in = Client()
    signed_in.force_login(carla)
    before = rows()
    for browser in (client, Client(), signed_in):
        for address in [*(invitation.get_absolute_url() + step for step in STEPS), link]:
            response = browser.post(address, fields)
            assert response.status_code == 410
            assert f"<h1>{CLOSED[why][0]}</h1>" in response.content.decode()
            assert response["X-Robots-Tag"] == "noindex"
    assert rows() == before
    assert "_auth_user_id" not in client.session


def test_an_invitation_that_reopens_still_knows_who_waits(client, invitation, submitted, mailed_code):
    client.post(invitation.get_absolute_url(), submitted)
    close(invitation, "expired")
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    Invitation.objects.update(expires_at=None)
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert "_auth_user_id" in client.session


def test_an_open_invitation_is_not_for_search_engines_either(client, invitation):
    assert client.get(invitation.get_absolute_url())["X-Robots-Tag"] == "noindex"


@each("why", CLOSED)
def test_a_member_comes_into_the_group_by_a_closed_link_too(why, client, group, invitation, anna):
    close(invitation, why)
    client.force_login(anna)
    response = client.get(invitation.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, group.get_absolute_url())


@each(
    "key",
    ["unbekannt", "%00", "a%00b", "%1b%5b31m", "%e2%80%ae", "%ff", "a" * 2_000, "{key}.", "{key}%20", "."],
)
def test_an_unknown_key_gets_advice_and_nothing_else(key, client, invitation, submitted, carla, events):
    address = f"/einladung/{key.format(key=invitation.key)}/"
    client.force_login(carla)
    before, already = rows(), len(events())
    for browser in (client, Client()):
        response = browser.get(address)
        html = response.content.decode()
        assert response.status_code == 404
        assert UNKNOWN in html
        assert "Vielleicht fehlt am Ende des Links ein Stück." in html
        assert "Lesekreis" not in html
        assert response["X-Robots-Tag"] == "noindex"
        for step in (*STEPS, "bestaetigen/falsch/", *(f"anfragen/{step}" for step in ASKING)):
            assert browser.post(address + step, submitted | {"code": "123456"}).status_code == 404
    assert set(events()[already:]) == {"invitation_unknown"}
    assert rows() == before


BROKEN = {
    "invitation_not_overused": lambda group: invite(group, max_uses=2, uses=3),
    "invitation_public_is_not_revoked": lambda group: invite(group, is_public=True, revoked_at=PAST),
    "invitation_paused_is_not_revoked": lambda group: invite(group, paused_at=PAST, revoked_at=PAST),
    "invitation_role_is_limited": lambda group: invite(group, role="lead", max_uses=None),
    "invitation_one_public_per_group": lambda group: [invite(group, is_public=True) for _ in "ab"],
    "groups_invitation_key": lambda group: [invite(group, key="derselbe") for _ in "ab"],
    "membership_once_per_group": lambda group: group.memberships.create(user=group.leads[0]),
    "membership_role_is_known": lambda group: group.memberships.update(role="chief"),
    "pending_signup_attempts": lambda group: signup(group, email="nina@stadt.example", attempts=6),
    "pending_signup_email_lower_case": lambda group: signup(group, email="Nina@stadt.example"),
    "pending_signup_reason_is_asked": lambda group: signup(group, email="nina@stadt.example", reason="Gern."),
    "membership_one_invitation": lambda group: group.memberships.update(**both(group)),
    "pending_signup_one_invitation": lambda group: signup(group, email="nina@stadt.example", **both(group)),
    "join_request_one_invitation": lambda group: request(group, **both(group)),
    "mailing_role_is_known": lambda group: mailing(group, role="chief"),
    "groups_mailing_key": lambda group: [mailing(group, key="derselbe") for _ in "ab"],
    "group_to_be_deleted_is_archived": lambda group: on(group, delete_at=PAST),
    "group_deleted_after_a_time": lambda group: on(group, archived_at=PAST, deleted_at=PAST),
    "email_invitation_once_per_group": lambda group: [line(group) for _ in "ab"],
    "email_invitation_has_an_address_or_a_reason": lambda group: line(group, email=""),
    "email_invitation_sent_has_a_key": lambda group: line(group, sent_at=PAST, expires_at=PAST),
    "email_invitation_key_once": lambda group: [
        line(group, email=f"{one}@b.de", key_hash="x") for one in "ab"
    ],
    "email_invitation_email_lower_case": lambda group: line(group, email="Nina@stadt.example"),
    "removal_once_per_group": lambda group: [remove(group) for _ in "ab"],
    "join_request_one_waiting": lambda group: [request(group) for _ in "ab"],
    "join_request_decided_has_a_time": lambda group: request(group, outcome="declined"),
    "join_request_outcome_is_known": lambda group: request(group, outcome="maybe", decided_at=PAST),
    "join_request_role_is_known": lambda group: request(group, role="chief"),
}


def invite(group, **fields):
    return Invitation.objects.create(group=group, label="x", **fields)


def signup(group, **fields):
    return PendingSignup.objects.create(
        group=group,
        expires_at=PAST,
        consent_text=ConsentText.objects.current(),
        **{"invitation": invite(group), **fields},
    )


def remove(group):
    return Removal.objects.create(group=group, user=group.leads[0])


def mailing(group, **fields):
    return group.mailings.create(label="Per E-Mail", **fields)


def both(group):
    return {"invitation": invite(group), "mailing": mailing(group)}


def line(group, **fields):
    """A person who was invited by mail."""
    return group.email_invitations.create(
        mailing=mailing(group), line=1, **({"email": "nina@stadt.example"} | fields)
    )


def on(group, **fields):
    Group.objects.filter(pk=group.pk).update(**fields)


def request(group, **fields):
    return JoinRequest.objects.create(group=group, user=group.leads[0], why="link", reason="Bitte!", **fields)


@each("constraint", BROKEN)
def test_the_database_refuses_what_must_not_be(constraint, group):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BROKEN[constraint](group)


def test_the_limits_themselves_are_allowed(group):
    assert invite(group, max_uses=3, uses=3).state == "used_up"
    assert signup(group, email="nina@stadt.example", attempts=5).pk


@each("fields", [{}, {"expires_at": None}, {"max_uses": 3, "uses": 2}])
def test_what_is_open_is_listed_as_usable(fields, group):
    invitation = invite(group, **fields)
    assert invitation.state == "open"
    assert Invitation.objects.usable().contains(invitation)


@each("why", CLOSED)
def test_what_is_closed_is_not_listed_as_usable(why, group):
    invitation = invite(group, **CLOSED[why][1])
    assert invitation.state == why.replace(" ", "_")
    assert not Invitation.objects.usable().contains(invitation)
