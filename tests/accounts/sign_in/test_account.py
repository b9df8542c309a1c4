import re
import time

import pytest
from allauth.mfa.models import Authenticator

from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.people.authenticator import code_of, give_app

PASSWORD, NEW = "korrekt-pferd-batterie", "anderes-pferd-klammer"
CHANGE = "/konto/passwort/"
CONFIRM = "/konto/anmelden/code/bestaetigen/"


@pytest.mark.parametrize(
    "url", ["/konto/", CHANGE, "/konto/passwort/setzen/", "/konto/bestaetigen/", "/konto/profil/"]
)
def test_the_account_is_for_people_who_are_signed_in(url, client, db):
    assert client.get(url)["Location"] == f"/konto/anmelden/?next={url}"


def page(client, url="/konto/"):
    return client.get(url).content.decode().partition("<main")[2]


def test_a_member_finds_all_of_her_account_by_its_sections(client, people):
    people.anna.seeks = "Wer hat eine Satzung?"
    people.anna.save(update_fields=["seeks"])
    client.force_login(people.anna)
    html = page(client)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == [
        *("Profil", "Anmeldung und Geräte", "Ihre Daten", "Abmelden")
    ]
    assert "Anna Amsel" in html
    assert "Sechs Ziffern an anna@stadt.example." in html
    assert "Wer hat eine Satzung?" in html.partition("So sehen andere Sie")[2]
    assert 'href="/redaktion/"' not in html


@each("who", ["anna", "carla", "emil"])
def test_nothing_on_the_pages_of_the_account_leads_nowhere(who, client, people):
    client.force_login(getattr(people, who))
    anchors = {}
    for address in ("/konto/", "/konto/profil/", "/konto/sicherheit/", "/konto/daten/"):
        for link, anchor in re.findall(r'href="([^"#]*)(?:#([\w-]+))?"', page(client, address)):
            anchors.setdefault(link or address, set()).add(anchor)
    for link, wanted in anchors.items():
        answer = client.get(link, follow=True)
        assert answer.status_code == 200, link
        html = answer.content.decode()
        assert [anchor for anchor in wanted if anchor and f'id="{anchor}"' not in html] == [], link


def test_the_pages_of_the_account_lead_to_each_other_and_say_which_is_open(client, people):
    client.force_login(people.anna)
    for address in ("/konto/", "/konto/profil/", "/konto/sicherheit/", "/konto/daten/"):
        nav = page(client, address).partition("account-pages__nav")[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]*)" aria-current="page"', nav) == [address]
        assert len(re.findall("<a ", nav)) == 5


def test_signing_out_elsewhere_is_offered_only_to_who_is_signed_in_elsewhere(client, people):
    client.force_login(people.anna)
    assert "Sie sind nur auf diesem Gerät angemeldet." in page(client)
    assert "/konto/geraete/abmelden/" not in page(client)
    Client().force_login(people.anna)
    assert "Sie sind auf 2 Geräten angemeldet." in page(client)
    assert 'action="/konto/geraete/abmelden/"' in page(client)


def test_a_place_in_words_is_shown_as_one_of_the_list_is(client, people):
    people.anna.other_place = "Neuland"
    people.anna.save(update_fields=["other_place"])
    client.force_login(people.anna)
    assert "<dt>Stadt oder Gemeinde</dt><dd>Neuland</dd>" in page(client)


def test_an_editor_finds_the_link_to_the_admin(client, people):
    client.force_login(people.emil)
    html = page(client)
    assert 'href="/redaktion/"' in html
    assert "<dd>Redaktion</dd>" in html


def test_a_person_without_password_sets_one(client, people, events):
    client.force_login(people.carla)
    assert 'href="/konto/passwort/setzen/"' in client.get("/konto/sicherheit/").content.decode()
    response = client.post("/konto/passwort/setzen/", {"password1": NEW, "password2": NEW}, follow=True)
    assert response.redirect_chain == [("/konto/sicherheit/", 302)]
    assert "Ihr Passwort ist gesetzt." in response.content.decode()
    people.carla.refresh_from_db()
    assert people.carla.check_password(NEW)
    assert OutgoingMail.objects.get().subject == "Ihr Passwort für das StädteNetz wurde gesetzt"
    assert "password_changed" in events()


def test_changing_the_password_needs_the_old_one_and_is_told_by_mail(client, people):
    client.force_login(people.anna)
    wrong = client.post(CHANGE, {"oldpassword": "falsch", "password1": NEW, "password2": NEW})
    assert "Das bisherige Passwort stimmt nicht." in wrong.content.decode()
    assert NEW not in wrong.content.decode()
    right = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert right["Location"] == "/konto/sicherheit/"
    assert "Ihr neues Passwort gilt ab sofort." in client.get("/konto/").content.decode()
    mail = OutgoingMail.objects.get()
    assert (mail.to, "geändert" in mail.subject) == (people.anna.email, True)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("kurz", "kurz", "zu kurz"),
        (NEW, "etwas-ganz-anderes", "Die beiden Passwörter sind verschieden."),
        ("", "", "Bitte geben Sie das neue Passwort ein."),
    ],
)
def test_a_bad_new_password_is_explained(first, second, text, client, people):
    client.force_login(people.anna)
    submitted = {"oldpassword": PASSWORD, "password1": first, "password2": second}
    assert text in client.post(CHANGE, submitted).content.decode()


def test_a_forgotten_password_is_replaced_after_signing_in_by_code(client, people, waiting_code):
    client.post(CONFIRM, {"code": waiting_code})
    assert "Bisheriges Passwort" not in client.get(CHANGE).content.decode()
    client.post(CHANGE, {"password1": NEW, "password2": NEW})
    people.anna.refresh_from_db()
    assert people.anna.check_password(NEW)


def test_long_after_signing_in_by_code_the_old_password_is_asked_for(client, waiting_code):
    client.post(CONFIRM, {"code": waiting_code})
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - 15 * 60 - 1
    session.save()
    assert "Bisheriges Passwort" in client.get(CHANGE).content.decode()


@pytest.mark.parametrize("way", ["password", "code"])
def test_an_account_with_a_second_factor_asks_for_it_and_keeps_next(way, client, people, mailed_code):
    secret = give_app(people.anna)
    if way == "password":
        submitted = {"email": people.anna.email, "password": PASSWORD, "next": "/konto/"}
        response = client.post("/konto/anmelden/", submitted)
    else:
        client.post("/konto/anmelden/code/", {"email": people.anna.email})
        response = client.post(CONFIRM, {"code": mailed_code(), "next": "/konto/"})
    assert response["Location"] == "/konto/zweiter-faktor/"
    assert "Zweiter Schritt" in client.get("/konto/zweiter-faktor/").content.decode()
    wrong = client.post("/konto/zweiter-faktor/", {"code": "000000"})
    assert 'id="id_code_error"' in wrong.content.decode()
    assert "_auth_user_id" not in client.session

    code = code_of(secret)
    assert client.post("/konto/zweiter-faktor/", {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/konto/"
    assert Authenticator.objects.filter(user=people.anna).exists()


def test_the_pages_of_allauths_views_are_ours(client, people):
    pages = [
        client.get(f"/konto/{end}") for end in ("anmelden/", "anmelden/code/", "registrieren/", "inaktiv/")
    ]
    client.force_login(people.anna)
    pages += [client.get(CHANGE), client.get("/konto/abmelden/")]
    client.force_login(people.carla)
    pages += [client.get("/konto/passwort/setzen/")]
    first = [page.templates[0].name for page in pages]
    assert [name for name in first if not name.startswith("accounts/sign_in/")] == []


def test_every_mail_that_allauth_can_send_here_has_a_template():
    from django.template.loader import get_template

    from accounts.sign_in.adapter import MAILS

    for template in MAILS.values():
        assert get_template(f"emails/{template}.html#subject")
