"""The page Anmeldung und Geräte: content, links, and reauthentication of its views."""

import re
from pathlib import Path
from urllib.parse import quote

import allauth.mfa
import pytest

from accounts.sign_in.adapter import MAILS, MESSAGES
from mail.models import OutgoingMail
from tests.support.people.authenticator import (
    CODES,
    REMOVE,
    SECURITY,
    SET_UP,
    code_of,
    give_app,
    shown_secret,
)

CONFIRM = "/konto/bestaetigen/"
LED = "Dafür brauchen Sie einen zweiten Faktor"
FOREIGN = ["https://boese.example/", "//boese.example/", "javascript:alert(1)", "/\\boese.example"]


def page(client, url=SECURITY):
    return client.get(url).content.decode().partition("<main")[2]


def test_the_page_offers_what_is_not_set_up(client, people):
    client.force_login(people.anna)
    html = page(client)
    assert f'href="{SET_UP}"' in html
    assert 'href="/konto/passwort/"' in html
    assert REMOVE not in html
    assert LED not in html


def test_without_a_password_one_can_be_set(client, people):
    client.force_login(people.carla)
    assert 'href="/konto/passwort/setzen/"' in page(client)


def test_a_redirected_user_is_told_why_and_continues_after_setup(client, people):
    client.force_login(people.anna)
    html = page(client, f"{SECURITY}?next=/gruppen/")
    assert LED in html
    assert f'href="{SET_UP}?next=%2Fgruppen%2F"' in html
    at = f"{SET_UP}?next=%2Fgruppen%2F"
    form = page(client, at)
    assert '<input type="hidden" name="next" value="/gruppen/">' in form
    response = client.post(at, {"code": code_of(shown_secret(form)), "next": "/gruppen/"})
    assert response["Location"] == f"{CODES}?next=%2Fgruppen%2F"
    assert re.search(r'href="/gruppen/"><span class="kern-label">Weiter', page(client, response["Location"]))
    assert re.search(
        r'href="/gruppen/"><span class="kern-label">Weiter', page(client, f"{SECURITY}?next=/gruppen/")
    )


@pytest.mark.parametrize("target", FOREIGN)
def test_nobody_is_led_to_a_foreign_site(target, client, people):
    client.force_login(people.anna)
    query = f"?next={quote(target, safe='')}"
    assert LED not in page(client, SECURITY + query)
    secret = shown_secret(page(client, SET_UP + query))
    response = client.post(SET_UP + query, {"code": code_of(secret), "next": target})
    assert response["Location"] == CODES
    assert "Weiter</span>" not in page(client, CODES + query)
    assert client.post(f"{CODES}neu/", {"next": target})["Location"] == CODES
    assert client.get(SET_UP + query)["Location"] == SECURITY


@pytest.mark.parametrize("url", [SET_UP, f"{CODES}", f"{CODES}datei/", REMOVE])
@pytest.mark.parametrize("ago", [14 * 60, 16 * 60])
def test_after_a_quarter_of_an_hour_reauthentication_is_required(ago, url, client, people):
    if url != SET_UP:
        give_app(people.anna)
    client.force_login(people.anna, ago=ago)
    response = client.get(url)
    if ago > 15 * 60:
        assert response["Location"] == f"{CONFIRM}?next={quote(url, safe='')}"
    else:
        assert CONFIRM not in response.get("Location", "")


@pytest.mark.parametrize(("who", "asked"), [("anna", "Passwort</label>"), ("carla", "Neu anmelden mit Code")])
def test_without_a_second_factor_password_or_code_is_required(who, asked, client, people):
    client.force_login(getattr(people, who), ago=16 * 60, second_factor=False)
    html = client.get(SET_UP, follow=True).content.decode()
    assert asked in html
    assert shown_secret_is_absent(html)


def test_with_an_app_its_code_is_asked_for_and_the_form_goes_on(client, people):
    secret = give_app(people.anna)
    client.force_login(people.anna, ago=16 * 60)
    waiting = client.post(REMOVE)
    assert waiting.status_code == 403
    assert 'name="confirm-code"' in waiting.content.decode()
    assert people.anna.authenticator_set.exists()
    assert client.post(REMOVE, {"confirm-code": code_of(secret)})["Location"] == SECURITY
    assert not people.anna.authenticator_set.exists()


def test_a_password_alone_does_not_remove_the_app(client, people):
    give_app(people.anna)
    client.force_login(people.anna, second_factor=False)
    assert client.post(REMOVE, {"confirm-password": "korrekt-pferd-batterie"}).status_code == 200
    assert people.anna.authenticator_set.exists()


@pytest.mark.parametrize(
    ("referer", "link"),
    [
        (
            "http://testserver/redaktion/pages/1/edit/?a=1",
            f"{SECURITY}?next=%2Fredaktion%2Fpages%2F1%2Fedit%2F%3Fa%3D1",
        ),
        ("https://boese.example/", f"{SECURITY}?next=%2Fkonto%2F"),
        ("", f"{SECURITY}?next=%2Fkonto%2F"),
    ],
)
def test_a_form_sent_without_a_second_factor_leads_to_its_setup_and_back(referer, link, client, people):
    client.force_login(people.emil, second_factor=False)
    response = client.post("/redaktion/pages/1/edit/", {"title": "Mein Titel"}, headers={"referer": referer})
    assert response.status_code == 403
    html = response.content.decode()
    assert "Dafür brauchen Sie einen zweiten Faktor" in html
    assert "Mein Titel" in html
    assert f'href="{link}"' in html


def test_every_mail_and_message_of_allauths_second_factor_is_ours():
    source = "".join(path.read_text() for path in Path(allauth.mfa.__file__).parent.rglob("*.py"))
    mails = set(re.findall(r"mfa/email/\w+", source))
    assert len(mails) == 5
    assert mails <= set(MAILS)
    messages = set(re.findall(r"mfa/messages/\w+\.txt", source))
    assert messages - set(MESSAGES) == {"mfa/messages/recovery_codes_generated.txt"}


@pytest.mark.parametrize("name", sorted(name for name in MAILS if name.startswith("mfa/")))
def test_each_mail_tells_what_to_do_if_somebody_else_did_it(name, people, rf):
    from allauth.account.adapter import get_adapter
    from allauth.core.context import request_context

    with request_context(rf.get("/")):
        get_adapter().send_notification_mail(name, people.anna, {"left": 4})
    mail = OutgoingMail.objects.get()
    for text in (mail.text, mail.html):
        assert "Das waren nicht Sie?" in text
        assert "http://localhost:8000/konto/sicherheit/" in text
        assert "{" not in text.partition("<body")[2]
    assert mail.to == people.anna.email


def shown_secret_is_absent(html):
    return 'class="secret"' not in html
