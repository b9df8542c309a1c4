"""The addresses that always lead into a group: the one on pages, and the predecessor's links on paper."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from groups.invitations.link_actions import revoke_link, store_link
from groups.models import Group, Invitation, LegacyLink, Visibility
from tests.support.pages.client import Client

JOIN_URL = "/gruppen/lesekreis/beitreten/"
UNKNOWN = "<h1>Diese Einladung kennen wir nicht</h1>"
NOTHING = "<h1>Seite nicht gefunden</h1>"
TOKEN, SPACE = "bEiSpIeLtOkEn9", 11
BY_LINK = "user/registration/by-link"


def publish(group, **fields):
    invitation = Invitation(group=group, label="Öffentlich", is_public=True, **fields)
    store_link(invitation)
    return invitation


@pytest.fixture
def legacy_link(group):
    return LegacyLink.objects.create(token=TOKEN, space_id=SPACE, group=group)


def test_the_join_address_leads_to_the_public_invitation_and_never_holds_its_key(
    client, group, invitation, carla
):
    public = publish(group)
    for browser in (client, Client()):
        assert browser.get(JOIN_URL)["Location"] == public.get_absolute_url()
        browser.force_login(carla)
    assert client.get(JOIN_URL)["Location"] == public.get_absolute_url()
    assert "no-store" in client.get(JOIN_URL)["Cache-Control"]


def test_the_join_address_leads_a_member_into_the_group(client, group, anna):
    publish(group)
    client.force_login(anna)
    assert client.get(JOIN_URL)["Location"] == group.get_absolute_url()


def test_a_hidden_group_has_no_join_address_for_outsiders(client, group, anna, carla):
    publish(group)
    Group.objects.update(visibility=Visibility.HIDDEN)
    for user in (None, carla):
        if user:
            client.force_login(user)
        response = client.get(JOIN_URL)
        assert response.status_code == 404
        assert NOTHING in response.content.decode()
        assert "Lesekreis" not in response.content.decode()
    client.force_login(anna)
    assert client.get(JOIN_URL)["Location"] == group.get_absolute_url()


def test_without_a_public_invitation_a_group_on_request_leads_to_its_leads(client, invitation, on_request):
    response = client.get(JOIN_URL)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1>Lesekreis</h1>" in html
    assert "In diese Gruppe kommen Sie auf Anfrage." in html
    assert "Fragen Sie die Gruppenleitung; ein Satz genügt." in html
    assert 'href="/gruppen/lesekreis/zugang/"' in html
    assert "Zugang anfragen" in html
    assert "Dora Dorasen" not in html
    assert invitation.key not in html


def revoke(invitation):
    revoke_link(invitation, None)


def let_expire(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def use_up(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(max_uses=1, uses=1)


@pytest.mark.parametrize("end", [revoke, let_expire, use_up])
def test_the_join_address_leads_to_the_next_public_invitation(end, client, group, legacy_link):
    addresses = (JOIN_URL, f"/index.php?r={BY_LINK}&token={TOKEN}&spaceId={SPACE}")
    former = publish(group)
    end(former)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert former.key not in response.content.decode()
    following = publish(group)
    for address in addresses:
        assert client.get(address)["Location"] == following.get_absolute_url()


def test_a_public_invitation_lets_into_a_group_on_request_too(client, group, on_request):
    public = publish(group)
    assert client.get(JOIN_URL)["Location"] == public.get_absolute_url()


@pytest.mark.parametrize("r", [BY_LINK, "user%2Fregistration%2Fby-link"])
def test_a_link_of_the_predecessor_leads_to_the_public_invitation(r, client, group, legacy_link, anna):
    public = publish(group)
    address = f"/index.php?r={r}&token={TOKEN}&spaceId={SPACE}"
    assert client.get(address)["Location"] == public.get_absolute_url()
    client.force_login(anna)
    assert client.get(address)["Location"] == group.get_absolute_url()


def test_a_link_of_the_predecessor_into_a_hidden_group_works_too(client, group, legacy_link):
    """Whoever has the link has been invited, as with a key of ours."""
    public = publish(group)
    Group.objects.update(visibility=Visibility.HIDDEN)
    response = client.get(f"/index.php?r={BY_LINK}&token={TOKEN}&spaceId={SPACE}")
    assert response["Location"] == public.get_absolute_url()


@pytest.mark.parametrize(
    ("token", "space"),
    [
        ("falsch", SPACE),
        (TOKEN.lower(), SPACE),
        ("", SPACE),
        (f"{TOKEN}\0", SPACE),
        ("\u202e", SPACE),
        ("x" * 2_000, SPACE),
        (TOKEN, 12),
        (TOKEN, ""),
        (TOKEN, -SPACE),
        (TOKEN, "elf"),
        (TOKEN, "²"),
        (TOKEN, "9" * 30),
        (TOKEN, "9" * 5_000),
        (TOKEN, f"{SPACE}\0"),
        (TOKEN, f"{SPACE} OR 1=1"),
    ],
)
def test_a_broken_link_of_the_predecessor_gets_advice(token, space, client, group, legacy_link, events):
    publish(group)
    query = urlencode({"r": BY_LINK, "token": token, "spaceId": space})
    response = client.get(f"/index.php?{query}")
    html = response.content.decode()
    assert response.status_code == 404
    assert UNKNOWN in html
    assert "Lesekreis" not in html
    assert '<meta name="robots" content="noindex">' in html
    assert events() == ["invitation_unknown"]


@pytest.mark.parametrize("given", [{"spaceId": SPACE}, {"token": TOKEN}, {}])
def test_half_a_link_of_the_predecessor_gets_advice(given, client, legacy_link):
    response = client.get("/index.php", {"r": BY_LINK, **given})
    assert response.status_code == 404
    assert UNKNOWN in response.content.decode()


@pytest.mark.parametrize("r", [{}, {"r": ""}, {"r": "dashboard/dashboard"}, {"r": f"/{BY_LINK}"}])
def test_every_other_address_of_the_predecessor_is_not_found(r, client, group, legacy_link):
    publish(group)
    response = client.get("/index.php", {**r, "token": TOKEN, "spaceId": SPACE})
    assert response.status_code == 404
    assert NOTHING in response.content.decode()
