"""Passkeys in a real browser, with Chromium's virtual authenticator in place of a finger on the laptop."""

import base64
import re

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import expect

from accounts.second_factor.passkeys import passkeys_of
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from tests.support.people.passkeys import give_passkey

LAPTOP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SECURITY = "/konto/sicherheit/"


@pytest.fixture
def laptop(new_context, live):
    """Opens a page with an authenticator; with `owner`, it holds their passkey; with `ago`, they are signed in."""

    def make(owner=None, *, ago=None, **options):
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": LAPTOP | options})
        if owner:
            credential = {"credential": stored(owner), "authenticatorId": added["authenticatorId"]}
            devtools.send("WebAuthn.addCredential", credential)
        if ago is not None:
            page.context.add_cookies([signed_in(owner, ago, live)])
        return page

    return make


def stored(owner):
    """As Chromium takes it: the key and whose it is."""
    passkey, _ = give_passkey(owner)
    key = passkey.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {
        "credentialId": base64.b64encode(passkey.id).decode(),
        "isResidentCredential": True,
        "rpId": "localhost",
        "privateKey": base64.b64encode(key).decode(),
        "userHandle": base64.b64encode(passkey.handle(owner)).decode(),
        "signCount": 1,
    }


def signed_in(user, ago, live):
    client = Client()
    client.force_login(user, ago=ago)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_passkey_is_added_signs_in_and_is_good_once(laptop, anna, cookie_for):
    page, sent = laptop(), []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/passkey/") else None)
    page.context.add_cookies([cookie_for(anna)])
    page.goto(SECURITY)
    page.get_by_role("link", name="Passkey hinzufügen").click()
    expect(page.get_by_label("Name")).to_have_value("Chrome auf Linux")
    page.get_by_label("Name").fill("Mein Laptop")
    press(page, "Passkey anlegen")
    expect(page.get_by_text("Ihr neuer Passkey ist gespeichert.")).to_be_visible()
    page.goto(SECURITY)
    expect(page.get_by_text("Mein Laptop", exact=True)).to_be_visible()
    page.context.clear_cookies()
    page.goto("/konto/anmelden/?next=/personen/")
    press(page, "Mit Passkey anmelden")
    expect(page).to_have_url("/personen/")
    answer = sent[-1].post_data_json["credential"]
    page.goto(SECURITY)
    expect(page.get_by_text("zuletzt benutzt")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    page.locator("[data-passkey] [name=credential]").evaluate(
        "(f, answer) => {f.value = answer; f.form.submit()}", answer
    )
    expect(page.get_by_text("Der Passkey wurde nicht erkannt.")).to_be_visible()


def test_the_same_device_is_not_added_twice(laptop, anna):
    page = laptop(anna, ago=0)
    page.goto(f"{SECURITY}passkey/")
    press(page, "Passkey anlegen")
    expect(page.get_by_role("alert")).to_contain_text("Auf diesem Gerät liegt schon ein Passkey")
    expect(page.get_by_role("button", name="Passkey anlegen")).to_be_enabled()


def test_after_the_password_the_passkey_is_the_second_step(laptop, anna):
    page = laptop(anna)
    page.goto("/konto/anmelden/?next=/personen/")
    page.get_by_label("E-Mail-Adresse").fill(anna.email)
    page.get_by_label("Passwort").fill(PASSWORD)
    press(page, "Anmelden")
    press(page, "Mit Passkey bestätigen")
    expect(page).to_have_url("/personen/")


def test_a_passkey_confirms_an_act_in_the_middle_of_its_form(laptop, eq, anna, dora, watch):
    from groups.models import Removal, Role

    eq.admit(dora, Role.LEAD)
    gone, _ = eq.admit(anna)
    page = laptop(dora, ago=16 * 60)
    page.goto(f"/gruppen/{eq.slug}/mitglieder/{gone.pk}/entfernen/")
    watch.expected.append("status of 403")
    page.get_by_label("Grund").fill("Arbeitet jetzt woanders.")
    press(page, "Entfernen")
    expect(page.get_by_text("Was Sie gerade abgeschickt haben, wartet hier")).to_be_visible()
    press(page, "Mit Passkey bestätigen")
    expect(page).to_have_url(re.compile("/mitglieder/$"))
    assert Removal.objects.get(user=anna).reason == "Arbeitet jetzt woanders."


def test_passkeys_are_renamed_and_removed(laptop, anna):
    page = laptop(anna, ago=0)
    page.goto(SECURITY)
    page.get_by_role("link", name="Umbenennen: Mein Laptop").click()
    page.get_by_label("Name").fill("Büro")
    press(page, "Speichern")
    page.get_by_role("link", name="Entfernen: Büro").click()
    press(page, "Passkey entfernen")
    expect(page.get_by_text("Sie haben noch keinen Passkey.")).to_be_visible()
    assert not passkeys_of(anna).exists()


def test_a_ceremony_without_its_person_is_explained_and_can_be_tried_again(laptop, anna, watch):
    page = laptop(anna, isUserVerified=False)
    page.goto("/konto/anmelden/")
    for _ in range(2):
        press(page, "Mit Passkey anmelden")
        expect(page.get_by_role("alert")).to_contain_text("Versuchen Sie es noch einmal")
    watch.expected += [r"ERR_INTERNET_DISCONNECTED"]
    page.context.set_offline(True)
    press(page, "Mit Passkey anmelden")
    expect(page.get_by_role("alert")).to_contain_text("Es gibt gerade keine Verbindung.")


def test_without_scripts_no_passkey_is_asked_for(new_context, anna, cookie_for):
    give_passkey(anna)
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/konto/anmelden/")
    expect(page.get_by_role("button", name="Mit Passkey anmelden")).to_be_hidden()
    page.context.add_cookies([cookie_for(anna)])
    page.goto(SECURITY)
    expect(page.get_by_role("link", name="Passkey hinzufügen")).to_be_hidden()
    expect(page.get_by_text("Ihr Browser kann hier keine Passkeys anlegen.")).to_be_visible()
    page.get_by_role("link", name="Umbenennen: Mein Laptop").click()
    page.get_by_label("Name").fill("Büro")
    press(page, "Speichern")
    expect(page.get_by_text("Der neue Name ist gespeichert.")).to_be_visible()
