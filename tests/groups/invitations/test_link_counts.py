"""How far people came with a link, as numbers and without names; and its QR code."""

import re
from decimal import Decimal
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import qrcode
from django.utils import timezone

from accounts.models import User
from forum.models import Thread
from groups.models import Group, Invitation, Membership
from tests.support.pages.client import Client
from tests.support.pages.forms import words
from tests.support.pages.joining import rows

PAGE = "/gruppen/lesekreis/einladungen/"
CLOSED = {
    "revoked": {"revoked_at": timezone.now()},
    "paused": {"paused_at": timezone.now()},
    "used up": {"max_uses": 1, "uses": 1},
}


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


def counted(link):
    link = Invitation.objects.with_joined().get(pk=link.pk)
    return link.opened, link.codes_sent, link.confirmed, link.uses, link.first_posts


def test_each_step_of_joining_is_counted_once(client, group, invitation, submitted, mailed_code, as_dora):
    link = invitation.get_absolute_url()
    seen = []
    client.post(f"{link}geoeffnet/")
    seen.append(counted(invitation))
    client.post(link, submitted)
    seen.append(counted(invitation))
    client.post(f"{link}code/", {"code": mailed_code()})
    seen.append(counted(invitation))
    for n in range(2):
        Thread.objects.start(
            group.memberships.get(user__email=submitted["email"]),
            title=f"Hallo {n}",
            text="Da.",
            kind="question",
            key=uuid4(),
        )
    seen.append(counted(invitation))
    assert seen == [(1, 0, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 1, 1, 0), (1, 1, 1, 1, 1)]
    html = as_dora.get(f"{PAGE}{invitation.pk}/").content.decode()
    assert re.findall(r"<dd>(\d+)</dd>", html) == ["1"] * 5
    assert "Nina Neu" in html
    assert submitted["email"] not in html


def test_the_page_tells_the_address_at_which_looking_is_counted(client, invitation):
    html = client.get(invitation.get_absolute_url()).content.decode()
    assert f'data-opened="{invitation.get_absolute_url()}geoeffnet/"' in html


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_only_a_script_that_posts_counts_an_opening(method, client, invitation):
    for address in (invitation.get_absolute_url(), f"{invitation.get_absolute_url()}geoeffnet/"):
        getattr(client, method)(address)
    assert counted(invitation) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("why", CLOSED)
def test_a_closed_link_counts_nothing(why, client, invitation, submitted):
    Invitation.objects.update(**CLOSED[why])
    before = counted(invitation)
    for step in ("geoeffnet/", "", "code/"):
        assert (
            client.post(f"{invitation.get_absolute_url()}{step}", submitted | {"code": "123456"}).status_code
            == 410
        )
    assert counted(invitation) == before


def test_a_link_into_a_group_that_is_gone_counts_nothing(client, invitation):
    Group.objects.update(**dict.fromkeys(("archived_at", "delete_at", "deleted_at"), timezone.now()))
    client.post(f"{invitation.get_absolute_url()}geoeffnet/")
    assert counted(invitation)[0] == 0


def test_a_member_who_looks_is_not_counted(invitation, anna, signed_in):
    signed_in(anna).post(f"{invitation.get_absolute_url()}geoeffnet/")
    assert counted(invitation)[0] == 0


def test_one_computer_does_not_count_without_end(invitation, events):
    statuses = {Client().post(f"{invitation.get_absolute_url()}geoeffnet/").status_code for _ in range(31)}
    assert statuses == {204}
    assert counted(invitation)[0] == 30
    Client(REMOTE_ADDR="192.0.2.9").post(f"{invitation.get_absolute_url()}geoeffnet/")
    assert counted(invitation)[0] == 31


def test_an_opening_without_csrf_token_is_not_counted(invitation):
    assert (
        Client(enforce_csrf_checks=True).post(f"{invitation.get_absolute_url()}geoeffnet/").status_code == 403
    )
    assert counted(invitation)[0] == 0


def test_an_unknown_link_counts_nothing(client, invitation):
    before = rows()
    assert client.post("/einladung/unbekannt/geoeffnet/").status_code == 404
    assert rows() == before


def test_whoever_joined_by_another_link_is_not_listed(as_dora, group, make_link, carla, emil):
    first, second = make_link(label="Erster"), make_link(label="Zweiter")
    first.accept(carla)
    second.accept(emil)
    text = words(as_dora.get(f"{PAGE}{first.pk}/").content.decode())
    assert "Carla Carlasen" in text
    assert "Emil Emilsen" not in text


def test_whoever_has_left_is_still_counted_and_not_listed(as_dora, group, make_link, carla):
    link = make_link()
    link.accept(carla).end()
    html = as_dora.get(f"{PAGE}{link.pk}/").content.decode()
    assert "Carla Carlasen" not in html
    assert "Noch ist niemand über diesen Link dabei." in html
    assert counted(link)[3] == 1


def modules(svg):
    """The dark squares of a QR code's SVG as (row, column), and how many squares it is wide."""
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    path = next(element for element in root.iter() if element.tag.endswith("path")).get("d")
    corners = [(Decimal(x), Decimal(y)) for x, y in re.findall(r"M([\d.]+),([\d.]+)H", path)]
    side = Decimal(re.search(r"M([\d.]+),[\d.]+H([\d.]+)", path)[2]) - corners[0][0]
    return {(int(y / side), int(x / side)) for x, y in corners}


def test_the_qr_code_is_an_image_of_exactly_the_address(as_dora, invitation):
    response = as_dora.get(f"{PAGE}{invitation.pk}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(invitation.url)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = {(r, c) for r, row in enumerate(matrix) for c, is_dark in enumerate(row) if is_dark}
    assert modules(response.content) == dark
    assert invitation.url.startswith("http")
    assert invitation.url.endswith(f"/einladung/{invitation.key}/")


def test_the_qr_code_of_another_link_is_another_image(as_dora, make_link):
    images = {as_dora.get(f"{PAGE}{make_link().pk}/qr.svg").content for _ in range(2)}
    assert len(images) == 2


def test_the_page_shows_the_qr_code_and_offers_it_for_print(as_dora, invitation):
    html = as_dora.get(f"{PAGE}{invitation.pk}/").content.decode()
    address = f"{PAGE}{invitation.pk}/qr.svg"
    assert f'<img class="qr" src="{address}" alt="QR-Code mit der Adresse dieses Einladungslinks"' in html
    assert f'href="{address}" download=' in html


def test_a_link_that_is_over_shows_no_qr_code(as_dora, make_link):
    link = make_link(revoked_at=timezone.now())
    assert "qr.svg" not in as_dora.get(f"{PAGE}{link.pk}/").content.decode()


def test_who_joined_stands_on_as_many_pages_as_it_takes(as_dora, group, invitation):
    people = User.objects.bulk_create(
        User(email=f"p{n}@stadt.example", name=f"Person {n:02}") for n in range(51)
    )
    Membership.objects.bulk_create(
        Membership(group=group, user=person, invitation=invitation) for person in people
    )
    pages = [as_dora.get(f"{PAGE}{invitation.pk}/?seite={n}").content.decode() for n in (1, 2)]
    listed = [set(re.findall(r"<b>(Person \d\d)</b>", html)) for html in pages]
    assert [len(names) for names in listed] == [50, 1]
    assert listed[0] | listed[1] == {person.name for person in people}
    assert "Seite 1 von 2" in pages[0]
