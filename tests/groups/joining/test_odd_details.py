"""Details that look right to a form and are not, and a code that another device has used up meanwhile."""

import pytest

from accounts.models import User
from groups.models import PendingSignup
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values

pytestmark = pytest.mark.usefixtures("ulm")


@each(
    ("field", "value", "text"),
    [
        ("email", "a" * 250 + "@stadt.example", "Eine E-Mail-Adresse hat höchstens 254 Zeichen."),
        ("email", "İna@stadt.example", "Bitte geben Sie eine vollständige E-Mail-Adresse ein"),
        ("name", "\u200c\u200d", "Bitte geben Sie Ihren Namen in Buchstaben ein."),
        ("name", "\u2800\u2800", "Bitte geben Sie Ihren Namen ein."),
        ("name", "\u3164\u3164", "Bitte geben Sie Ihren Namen ein."),
        ("name", "1234", "Bitte geben Sie Ihren Namen in Buchstaben ein."),
    ],
)
def test_an_odd_detail_is_explained_at_its_field(field, value, text, client, invitation, submitted):
    response = client.post(invitation.get_absolute_url(), submitted | {field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html).keys() == {field}
    assert problems(html)[field].startswith(text)
    assert values(html)[field] == value
    assert not PendingSignup.objects.exists()


@each("name", ["Ayşe Ünlü-Öz", "نیلوفر می\u200cخواهد", "李小龍", "O’Brien"])
def test_names_of_all_scripts_are_welcome(name, client, invitation, submitted):
    client.post(invitation.get_absolute_url(), submitted | {"name": name})
    assert PendingSignup.objects.get().name == name


def test_a_browser_that_still_waits_learns_that_another_device_was_faster(
    client, invitation, submitted, mailed_code, mailed_link
):
    client.post(invitation.get_absolute_url(), submitted)
    Client().post(mailed_link())
    code = f"{invitation.get_absolute_url()}code/"
    for response in (
        client.get(invitation.get_absolute_url()),
        client.get(code),
        client.post(code, {"code": mailed_code()}),
    ):
        html = response.content.decode()
        assert "Schon bestätigt" in html
        assert f'href="/konto/anmelden/?next={invitation.get_absolute_url()}"' in html
        assert "_auth_user_id" not in client.session
    client.post(f"{invitation.get_absolute_url()}andere-adresse/")
    assert 'id="id_name"' in client.get(invitation.get_absolute_url()).content.decode()


def test_the_mailed_link_shows_what_was_typed_and_what_one_agrees_to(
    client, invitation, submitted, mailed_link
):
    client.post(invitation.get_absolute_url(), submitted)
    html = Client().get(mailed_link()).content.decode()
    for said in ("Nina Neu", "Ulm", "nina@stadt.example", "Mit dem Beitritt erklären Sie"):
        assert said in html


def test_an_account_whose_first_address_differs_still_gets_in(
    client, invitation, submitted, carla, mailed_code
):
    carla.emailaddress_set.create(email="carla@alt.example", primary=True, verified=True)
    client.post(invitation.get_absolute_url(), submitted | {"email": carla.email})
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert client.session["_auth_user_id"] == str(carla.pk)
    assert User.objects.get(pk=carla.pk).emailaddress_set.filter(email=carla.email, verified=True).exists()
