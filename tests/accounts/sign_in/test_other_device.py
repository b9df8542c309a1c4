"""The box for a shared device, in every way of signing in."""

import re

import pytest

from accounts.models import Session
from groups.models import Group, Invitation
from tests.conftest import PASSWORD
from tests.support.mails.mailings import invite, link_to
from tests.support.pages.joining import mailed_link, second_factor_of

SAID = {"other_device": "on"}
NINA = {"name": "Nina Neu", "email": "nina@stadt.example", "place": "Neuland", "consent": "on"}


@pytest.fixture
def group(dora):
    group = Group.objects.create(slug="lesekreis", title="Lesekreis", summary="Lesen.", description="Lesen.")
    group.admit(dora, "lead")
    return group


@pytest.fixture
def link(group, dora):
    return Invitation.objects.create(group=group, label="Tagung", created_by=dora).get_absolute_url()


def box(response):
    """Whether the page's box is ticked; None where there is none."""
    found = re.findall(r'<input type="checkbox" name="other_device"[^>]*>', response.content.decode())
    assert len(found) < 2
    return " checked" in found[0] if found else None


def is_kept(client):
    return Session.objects.get(pk=client.cookies["sessionid"].value).is_kept


def test_on_the_password_form_the_box_is_unticked_and_kept_after_an_error(client, anna):
    assert box(client.get("/konto/anmelden/")) is False
    wrong = {"email": anna.email, "password": "falsch"}
    assert box(client.post("/konto/anmelden/", wrong)) is False
    assert box(client.post("/konto/anmelden/", wrong | SAID)) is True
    client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD} | SAID)
    assert not is_kept(client)


def test_the_box_is_kept_from_the_password_form_to_the_code(client, anna, mailed_code):
    assert box(client.post("/konto/anmelden/code/", {"email": ""} | SAID)) is True
    client.post("/konto/anmelden/code/", {"email": anna.email} | SAID)
    address = "/konto/anmelden/code/bestaetigen/"
    assert box(client.get(address)) is True
    assert box(client.post(address, {"code": "000000"} | SAID)) is True
    client.post(address, {"code": mailed_code()} | SAID)
    assert not is_kept(client)


def test_the_box_can_be_changed_on_the_page_of_the_code(client, anna, mailed_code):
    client.post("/konto/anmelden/code/", {"email": anna.email} | SAID)
    client.post("/konto/anmelden/code/bestaetigen/", {"code": mailed_code()})
    assert is_kept(client)


def test_by_code_alone_the_box_is_unticked(client, anna, mailed_code):
    assert box(client.get("/konto/anmelden/code/")) is None
    client.post("/konto/anmelden/code/", {"email": anna.email})
    assert box(client.get("/konto/anmelden/code/bestaetigen/")) is False


def test_the_box_is_kept_over_the_second_step(client, anna):
    passing = second_factor_of(anna)
    client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD} | SAID)
    client.post("/konto/zweiter-faktor/", {"code": passing})
    assert not is_kept(client)


@pytest.mark.parametrize("said", [{}, SAID], ids=["own", "other"])
def test_the_box_counts_when_joining_by_code(client, link, mailed_code, said):
    client.post(link, NINA)
    assert box(client.get(link)) is False
    assert box(client.post(f"{link}code/", {"code": "000000"} | said)) is bool(said)
    client.post(f"{link}code/", {"code": mailed_code()} | said)
    assert is_kept(client) is not bool(said)


@pytest.mark.parametrize("said", [{}, SAID], ids=["own", "other"])
def test_the_box_counts_when_joining_by_mailed_link(client, link, said):
    client.post(link, NINA)
    assert box(client.get(mailed_link())) is False
    client.post(mailed_link(), said)
    assert is_kept(client) is not bool(said)


@pytest.mark.parametrize("said", [{}, SAID], ids=["own", "other"])
def test_the_box_counts_when_joining_by_personal_invitation(client, group, dora, said):
    invite(group, dora, "Nina Neu <nina@stadt.example>")
    personal = link_to("nina@stadt.example")
    assert box(client.get(personal)) is False
    assert box(client.post(personal, {"name": "", "consent": "on"} | said)) is bool(said)
    client.post(personal, NINA | said)
    assert is_kept(client) is not bool(said)


def test_joining_when_signed_in_does_not_touch_the_device(client, link, anna):
    client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD} | SAID)
    before = Session.objects.get()
    assert box(client.get(link)) is None
    client.post(f"{link}beitreten/")
    after = Session.objects.get()
    assert (after.pk, after.signed_in_at, after.expire_date) == (
        before.pk,
        before.signed_in_at,
        before.expire_date,
    )
