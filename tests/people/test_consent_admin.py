"""Admins publish a new text; nobody else, never the same, and never past another one."""

import pytest

from accounts.models import ConsentText
from tests.support.database.undoing import each
from tests.support.pages.admin import entries, text
from tests.support.pages.client import Client
from tests.support.pages.forms import values
from tests.support.people.consent import NEW, publish

LIST, FORM = "/redaktion/einwilligung/", "/redaktion/einwilligung/neu/"


@pytest.fixture
def admin(vera):
    browser = Client()
    browser.force_login(vera)
    return browser


def sent(**fields):
    return {"text": NEW, "changed": "Neu.", "after": ConsentText.objects.current().pk} | fields


def test_an_admin_publishes_a_text(admin, vera, group):
    assert "3 Mitglieder werden beim nächsten Besuch gefragt." in text(admin.get(FORM))
    answer = admin.post(FORM, sent(), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    new = ConsentText.objects.current()
    assert (new.text, new.changed, new.published_by) == (NEW, "Neu.", vera)
    assert entries() == [("consent_published", "Vera Verasen", f"consent_text.{new.pk}", "accounts")]
    assert f"Fassung {new.pk}" in text(admin.get("/redaktion/protokoll/"))


def test_the_list_says_how_many_members_agreed(admin, group, anna, ben, carla):
    former = ConsentText.objects.current()
    for user in (anna, ben, carla):
        former.agree(user)
    publish().agree(anna)
    html = text(admin.get(LIST))
    assert html.count("1 Mitglied ") == 3
    assert "1 Mitglied hat noch keiner Fassung zugestimmt" in html


@each(
    "fields",
    [
        {"text": ""},
        {"text": "x" * 1001},
        {"changed": "x" * 501},
        {"text": "Ein\u202eText"},
        {"text": "Ein\0Text"},
        {"changed": "Ein\rText\x07"},
        {"text": "\u2800"},
        {"text": "same"},
    ],
)
def test_bad_input_changes_nothing_and_comes_back(fields, admin, events):
    current = ConsentText.objects.current()
    if fields.get("text") == "same":
        fields = {"text": current.text.replace(" ", "  \r\n")}
    html = admin.post(FORM, sent(**fields)).content.decode()
    assert "error-message" in html
    assert ConsentText.objects.current() == current
    assert values(html)["changed"].strip() == fields.get("changed", "Neu.").replace("\0", "\ufffd").strip()
    assert "consent_text_refused" in events()


@each("after", ["", "0", "eins", "²", "9" * 40, "former"])
def test_whoever_was_overtaken_is_told_and_keeps_what_was_typed(after, admin, dora):
    former = ConsentText.objects.current()
    publish("Ein ganz anderer Text.", by=dora)
    html = admin.post(FORM, sent(after=former.pk if after == "former" else after)).content.decode()
    assert "Dora Dorasen hat sie gerade veröffentlicht" in html
    assert values(html)["text"] == NEW
    assert "Ein ganz anderer Text." in html
    assert ConsentText.objects.count() == 2


def test_editors_may_not_and_an_old_second_factor_is_not_enough(emil, vera):
    editor, stale = Client(), Client()
    editor.force_login(emil)
    stale.force_login(vera, ago=3600)
    for browser in (editor, stale):
        browser.post(FORM, sent())
    assert ConsentText.objects.count() == 1
    assert stale.get(FORM).status_code == 200
    assert "Einwilligung" not in editor.get("/redaktion/").content.decode()
    assert LIST in stale.get("/redaktion/").content.decode()
