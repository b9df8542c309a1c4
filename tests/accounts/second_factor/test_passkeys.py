"""Adding, renaming and removing passkeys, over HTTP with a passkey in software."""

import json
import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator

from accounts.second_factor.passkeys import passkeys_of
from mail.models import OutgoingMail
from tests.support.pages.forms import problems, values
from tests.support.people.passkeys import SoftPasskey, give_passkey

SECURITY = "/konto/sicherheit/"
ADD = "/konto/sicherheit/passkey/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
NOT_ADDED = "Der Passkey wurde nicht gespeichert. Bitte versuchen Sie es noch einmal."


@pytest.fixture
def anna(client, people):
    client.force_login(people.anna, second_factor=False)
    return people.anna


def options(html):
    return json.loads(unescape(re.search(r'data-passkey-options="([^"]*)"', html)[1]))["publicKey"]


def asked(client):
    return options(client.get(ADD).content.decode())


def add(client, credential, **submitted):
    return client.post(ADD, {"name": "Mein Laptop", "credential": json.dumps(credential)} | submitted)


def test_the_options_ask_for_a_resident_key_with_user_verification(client, anna):
    wanted = asked(client)
    assert wanted["authenticatorSelection"]["residentKey"] == "required"
    assert wanted["authenticatorSelection"]["userVerification"] == "required"
    assert wanted["rp"] == {"id": "testserver", "name": "StädteNetz"}
    assert wanted["user"]["displayName"] == anna.name


def test_the_first_passkey_makes_recovery_codes_and_leads_to_them_and_then_on(client, anna):
    response = add(client, SoftPasskey().made(asked(client)["challenge"]), next="/gruppen/")
    assert response["Location"] == "/konto/sicherheit/codes/?next=%2Fgruppen%2F"
    assert [passkey.wrap().name for passkey in passkeys_of(anna)] == ["Mein Laptop"]
    assert Authenticator.objects.filter(user=anna, type="recovery_codes").count() == 1
    assert "ein Passkey hinzugefügt" in OutgoingMail.objects.get().text


def test_a_further_one_leads_back_and_never_to_another_site(client, anna):
    add(client, SoftPasskey().made(asked(client)["challenge"]))
    for target, place in (("/gruppen/", "/gruppen/"), ("https://boese.example/", SECURITY)):
        response = add(client, SoftPasskey().made(asked(client)["challenge"]), next=target)
        assert response["Location"] == place
    assert passkeys_of(anna).count() == 3


def test_adding_a_passkey_counts_as_using_it(client, anna):
    add(client, SoftPasskey().made(asked(client)["challenge"]))
    assert client.session["account_authentication_methods"][-1]["method"] == "mfa"


def test_a_device_suggests_its_name_and_numbers_it(client, anna):
    client.force_login(anna)
    for name in ("Firefox auf Windows", "Firefox auf Windows (2)"):
        html = client.get(ADD, headers={"user-agent": FIREFOX}).content.decode()
        assert values(html)["name"] == name
        give_passkey(anna, name)


def test_without_a_name_it_gets_the_suggested_one(client, anna):
    challenge = asked(client)["challenge"]
    submitted = {"name": " ", "credential": json.dumps(SoftPasskey().made(challenge))}
    client.post(ADD, submitted, headers={"user-agent": FIREFOX})
    assert passkeys_of(anna).get().wrap().name == "Firefox auf Windows"


def test_devices_are_told_which_passkeys_the_account_has(client, anna):
    client.force_login(anna)
    _, row = give_passkey(anna)
    assert [known["id"] for known in asked(client)["excludeCredentials"]] == [row.data["credential"]["rawId"]]


def test_other_data_from_the_browser_is_not_stored(client, anna):
    credential = SoftPasskey().made(asked(client)["challenge"])
    credential |= {"clientExtensionResults": {"x": "\0"}, "more": "\ud800\0"}
    credential["response"]["more"] = "\0"
    add(client, credential)
    stored = passkeys_of(anna).get().data["credential"]
    assert set(stored) == {"id", "rawId", "type", "response"}
    assert set(stored["response"]) == {"clientDataJSON", "attestationObject"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://boese.example"},
        {"origin": "http://testserver"},
        {"origin": ""},
        {"site": "boese.example"},
        {"verified": False},
        {"challenge": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
    ids=str,
)
def test_an_answer_for_another_site_adds_nothing(wrong, client, anna, events):
    answer = {"challenge": asked(client)["challenge"]} | wrong
    response = add(client, SoftPasskey().made(**answer), name="Getippt")
    html = response.content.decode()
    assert response.status_code == 200
    assert NOT_ADDED in html
    assert values(html)["name"] == "Getippt"
    assert options(html)["challenge"] != answer["challenge"]
    assert "passkey_refused" in events()
    assert not passkeys_of(anna).exists()


def test_an_answer_adds_one_passkey_only(client, anna):
    credential = SoftPasskey().made(asked(client)["challenge"])
    add(client, credential)
    assert NOT_ADDED in add(client, credential).content.decode()
    assert passkeys_of(anna).count() == 1


@pytest.mark.parametrize("name", ["\u202eMein", "\0", "\u200d", "x" * 61])
def test_a_bad_name_is_explained_at_its_field(name, client, anna, events):
    _, row = give_passkey(anna)
    client.force_login(anna)
    texts = {"\u200d": "nur sichtbare Zeichen", "x" * 61: "1 Zeichen zu viel"}
    html = client.post(f"{ADD}{row.pk}/", {"name": name}).content.decode()
    assert texts.get(name, "Zeichen 1: ") in problems(html)["name"]
    html = add(client, SoftPasskey().made(asked(client)["challenge"]), name=name).content.decode()
    assert set(problems(html)) == {"name"}
    assert {"passkey_not_renamed", "passkey_not_added"} <= set(events())
    assert passkeys_of(anna).get().wrap().name == "Mein Laptop"


def test_a_passkey_is_renamed_and_listed(client, people):
    client.force_login(people.anna)
    _, row = give_passkey(people.anna)
    assert client.post(f"{ADD}{row.pk}/", {"name": "Büro"})["Location"] == SECURITY
    html = client.get(SECURITY).content.decode()
    assert "Büro" in html
    assert "noch nicht benutzt" in html
    assert problems(client.post(f"{ADD}{row.pk}/", {"name": ""}).content.decode()) == {
        "name": "Bitte geben Sie dem Passkey einen Namen."
    }


def test_removing_the_last_factor_deletes_recovery_codes_and_the_page_says_so(client, people):
    client.force_login(people.anna)
    _, row = give_passkey(people.anna)
    Authenticator.objects.create(user=people.anna, type="recovery_codes", data={})
    page = f"{ADD}{row.pk}/entfernen/"
    assert "keinen zweiten Faktor mehr" in client.get(page).content.decode()
    assert passkeys_of(people.anna).exists()
    assert client.post(page)["Location"] == SECURITY
    assert not Authenticator.objects.exists()
    assert "Ein Passkey wurde entfernt" in OutgoingMail.objects.get().text
    assert "Der Passkey ist entfernt." in client.get(SECURITY).content.decode()


def test_removing_one_of_two_passkeys_shows_no_warning(client, people):
    client.force_login(people.anna)
    _, row = give_passkey(people.anna)
    give_passkey(people.anna, "Zweiter")
    assert "keinen zweiten Faktor mehr" not in client.get(f"{ADD}{row.pk}/entfernen/").content.decode()


@pytest.mark.parametrize("page", ["", "entfernen/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_passkey_of_another_user_is_404(page, method, client, people):
    client.force_login(people.anna)
    _, row = give_passkey(people.carla)
    for pk in (row.pk, 10**30):
        assert getattr(client, method)(f"{ADD}{pk}/{page}", {"name": "Meiner"}).status_code == 404
    assert passkeys_of(people.carla).get().wrap().name == "Mein Laptop"


def test_changes_require_a_recent_factor(client, people):
    _, row = give_passkey(people.anna)
    client.force_login(people.anna, ago=16 * 60)
    for page in (ADD, f"{ADD}{row.pk}/", f"{ADD}{row.pk}/entfernen/"):
        assert client.get(page)["Location"].startswith("/konto/bestaetigen/")
        response = client.post(page, {"name": "Neu", "credential": "{}"})
        assert response.status_code == 403
        assert 'name="name" value="Neu"' in response.content.decode()
    assert passkeys_of(people.anna).get().wrap().name == "Mein Laptop"
