"""An admin resets a lost second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.core.management import CommandError, call_command

from accounts.audit_labels import Act
from accounts.models import Session
from accounts.second_factor.reset import reset_second_factor
from audit.models import Entry
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.pages.admin import text
from tests.support.pages.forms import words
from tests.support.people import second_factor as factor


@pytest.fixture
def lost(anna):
    """Anna, who has lost her second factor and is signed in on a device."""
    browser = factor.browser_in(factor.LATELY, anna)
    factor.give_passkey(anna)
    assert browser.get("/konto/").status_code == 200
    return browser


@pytest.fixture
def page(anna):
    return f"/redaktion/users/{anna.pk}/zweiter-faktor/"


@pytest.fixture
def admin(vera):
    return factor.browser_in(factor.LATELY, vera)


def factors(user):
    return Authenticator.objects.filter(user=user).count()


def test_an_admin_resets_the_second_factor_after_a_question(
    admin, vera, anna, lost, page, events, django_capture_on_commit_callbacks
):
    edit = f"/redaktion/users/edit/{anna.pk}/"
    assert f'href="{page}"' in admin.get(edit).content.decode()
    asked = admin.get(page)
    assert "Anna Annasen" in text(asked)
    assert factors(anna) == 3
    with django_capture_on_commit_callbacks(execute=True):
        done = admin.post(page, follow=True)
    assert done.redirect_chain == [(edit, 302)]
    assert "Anna Annasen ist überall abgemeldet und bekommt eine E-Mail." in words(done.content.decode())
    assert f'href="{page}"' not in done.content.decode()
    assert factors(anna) == 0
    assert factors(vera) == 2
    assert lost.get("/konto/")["Location"].startswith("/konto/anmelden/")
    assert Session.objects.filter(user=vera).exists()
    mail = OutgoingMail.objects.get()
    assert mail.to == anna.email
    assert "/konto/sicherheit/" in mail.text
    assert "/konto/sicherheit/" in mail.html
    assert "second_factor_reset" in events()


def test_a_reset_is_in_the_sites_audit_log_and_in_no_groups(admin, vera, anna, lost, page, group, dora, ben):
    admin.post(page)
    entry = Entry.objects.get()
    assert (entry.actor, entry.act, entry.object) == (vera, Act.SECOND_FACTOR_RESET, f"user.{anna.pk}")
    shown = text(admin.get("/redaktion/protokoll/"))
    assert "Vera Verasen hat den zweiten Faktor zurückgesetzt Anna Annasen Konten" in shown
    of_group = factor.browser_in(factor.LATELY, dora).get("/gruppen/quartier/protokoll/")
    assert "zweiten Faktor zurückgesetzt" not in words(of_group.content.decode())


def test_after_a_reset_the_user_signs_in_without_it(admin, anna, lost, page, client):
    admin.post(page)
    signed_in = client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    assert signed_in["Location"] == "/mein/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_admin_cannot_reset_their_own_second_factor(method, admin, vera, events):
    address = f"/redaktion/users/{vera.pk}/zweiter-faktor/"
    assert address not in admin.get(f"/redaktion/users/edit/{vera.pk}/").content.decode()
    html = getattr(admin, method)(address, follow=True).content.decode()
    assert "Ihren eigenen zweiten Faktor setzt eine andere Person der Verwaltung zurück." in words(html)
    assert factors(vera) == 2
    assert "second_factor_reset_refused" in events()


@pytest.mark.parametrize("state", [factor.NONE, factor.NOT_SHOWN, factor.LONG_AGO])
def test_an_admin_reauthenticates_before_a_reset(state, vera, anna, lost, page):
    response = factor.browser_in(state, vera).post(page)
    assert factor.stopped(response) == factor.STOPS[state][1]
    assert factors(anna) == 3
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ["emil", "ben", "dora", "anna"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_admins_reset_a_second_factor(method, name, request, anna, lost, page):
    user = request.getfixturevalue(name)
    browser = lost if user == anna else factor.browser_in(factor.LATELY, user)
    response = getattr(browser, method)(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/redaktion/")
    assert factors(anna) == 3


def test_strangers_are_sent_to_the_sign_in(client, anna, lost, page):
    assert client.post(page, follow=True).redirect_chain[-1][0].startswith("/konto/anmelden/")
    assert factors(anna) == 3


@pytest.mark.parametrize("pk", ["0", "99999999", "999999999999999999999999"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_user_is_404(method, pk, admin):
    assert getattr(admin, method)(f"/redaktion/users/{pk}/zweiter-faktor/").status_code == 404


def test_a_user_without_second_factor_is_not_changed(admin, anna, page, events):
    html = admin.post(page, follow=True).content.decode()
    assert "Anna Annasen hat keinen zweiten Faktor." in words(html)
    assert not OutgoingMail.objects.exists()
    assert not Entry.objects.exists()


def test_a_closed_account_gets_no_mail(anna, lost, vera):
    anna.is_active = False
    anna.save()
    assert reset_second_factor(anna, vera)
    assert not OutgoingMail.objects.exists()


def test_the_command_line_helps_the_last_admin(vera, admin, capsys):
    call_command("reset_second_factor", f" {vera.email.upper()} ")
    assert factors(vera) == 0
    assert admin.get("/redaktion/")["Location"].startswith("/redaktion/login/")
    assert (Entry.objects.get().actor, OutgoingMail.objects.get().to) == (None, vera.email)
    assert "signed out everywhere" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "words"), [("x@y.example", "no account"), ("anna@stadt.example", "no second")]
)
def test_the_command_line_says_what_is_wrong(address, words, anna):
    with pytest.raises(CommandError, match=words):
        call_command("reset_second_factor", address)


def test_a_user_at_the_second_step_during_a_reset_signs_in_again(anna, client, vera):
    secret = factor.set_up(anna)
    at_step = client.post("/konto/anmelden/", {"email": anna.email, "password": PASSWORD})
    assert at_step["Location"] == "/konto/zweiter-faktor/"
    reset_second_factor(anna, vera)
    response = client.post("/konto/zweiter-faktor/", {"code": factor.code_of(secret)})
    assert response["Location"] == "/konto/anmelden/"
    assert "_auth_user_id" not in client.session


def test_removing_the_last_factor_drops_its_authentication_records(anna, rf):
    from accounts.second_factor.demand import last_factor_at

    browser = factor.browser_in(factor.LATELY, anna)
    request = rf.post("/")
    request.user, request.session = anna, browser.session
    app = Authenticator.objects.get(user=anna, type="totp")
    assert last_factor_at(request, anna, "mfa")
    Authenticator.objects.filter(user=anna).delete()
    authenticator_removed.send(sender=Authenticator, request=request, user=anna, authenticator=app)
    assert not last_factor_at(request, anna, "mfa")
