"""The session key changes with the user, and no data of one user is left for another."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from accounts.models import Session, User
from groups.models import Group
from tests.conftest import PASSWORD
from tests.support.mails.mailings import invite, link_to
from tests.support.pages.client import Client
from tests.support.pages.joining import second_factor_of

NEW = "ganz-anderes-pferd-7"
WITH_PASSWORD = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}


def enter(browser, user, **fields):
    return browser.post("/konto/anmelden/", {"email": user.email, "password": PASSWORD} | fields)


def key_of(browser):
    return browser.cookies["sessionid"].value


def whose(browser):
    return browser.session.get("_auth_user_id")


def methods(browser):
    return [record["method"] for record in browser.session[AUTHENTICATION_METHODS_SESSION_KEY]]


def with_key(key):
    browser = Client()
    browser.cookies["sessionid"] = key
    return browser


@pytest.fixture
def planted(db):
    """A browser with the key of a session that an attacker's browser has begun, and that browser."""
    attacker = Client()
    session = attacker.session
    session["anything"] = 1
    session.save()
    return with_key(key_of(attacker)), attacker


def test_a_planted_session_key_is_never_signed_in(planted, anna):
    browser, attacker = planted
    before = key_of(browser)
    enter(browser, anna)
    assert whose(browser) == str(anna.pk)
    assert key_of(browser) != before
    assert not Session.objects.filter(pk=before).exists()
    assert attacker.get("/konto/").status_code == 302


def test_a_planted_session_key_changes_at_the_code_and_at_the_second_step(planted, anna, mailed_code):
    browser, attacker = planted
    passing = second_factor_of(anna)
    browser.post("/konto/anmelden/code/", {"email": anna.email})
    answer = browser.post("/konto/anmelden/code/bestaetigen/", {"code": mailed_code()})
    assert answer["Location"].startswith("/konto/zweiter-faktor/")
    assert attacker.get("/konto/").status_code == 302
    before = key_of(browser)
    assert browser.post("/konto/zweiter-faktor/", {"code": passing}).status_code == 302
    assert whose(browser) == str(anna.pk)
    assert key_of(browser) != before
    assert with_key(before).get("/konto/").status_code == 302


@pytest.mark.parametrize("key", ["a" * 32, "x", "", "a" * 5000, "%00" * 9, "' OR 1=1 --", "../../etc"])
def test_a_forged_session_key_is_anonymous_and_not_used(anna, key):
    browser = with_key(key)
    assert browser.get("/konto/").status_code == 302
    enter(browser, anna)
    assert key_of(browser) != key
    assert whose(browser) == str(anna.pk)


def test_a_new_password_changes_the_key_keeps_this_device_and_ends_the_others(anna, ben):
    here, there, of_ben = Client(), Client(), Client()
    for browser, user in ((here, anna), (there, anna), (of_ben, ben)):
        enter(browser, user)
    before, row = key_of(here), Session.objects.get(pk=key_of(here))
    assert here.post("/konto/passwort/", WITH_PASSWORD).status_code == 302
    (left,) = anna.sessions.all()
    assert left.pk == key_of(here) != before
    assert (left.number, left.device, left.signed_in_at) == (row.number, row.device, row.signed_in_at)
    assert whose(here) == str(anna.pk)
    assert with_key(before).get("/konto/").status_code == 302
    assert there.get("/konto/").status_code == 302
    assert of_ben.get("/konto/").status_code == 200


def test_a_first_password_ends_the_others_too(carla):
    carla.set_unusable_password()
    carla.save()
    here, there = Client(), Client()
    for browser in (here, there):
        browser.force_login(carla)
    assert here.post("/konto/passwort/setzen/", WITH_PASSWORD).status_code == 302
    assert [row.pk for row in carla.sessions.all()] == [key_of(here)]


def test_authentication_records_of_one_user_do_not_count_for_another(anna, ben):
    browser, passing = Client(), second_factor_of(anna)
    assert enter(browser, anna)["Location"].startswith("/konto/zweiter-faktor/")
    browser.post("/konto/abmelden/")
    enter(browser, ben)
    browser.post("/konto/zweiter-faktor/", {"code": passing})
    assert (whose(browser), methods(browser)) == (str(ben.pk), ["password"])


def test_a_pending_second_step_ends_when_another_user_joins_by_invitation(anna, dora):
    group = Group.objects.create(slug="lesekreis", title="Lesekreis", summary="Lesen.", description="Lesen.")
    group.admit(dora, "lead")
    invite(group, dora, "Nina Neu <nina@stadt.example>")
    browser, passing = Client(), second_factor_of(anna)
    assert enter(browser, anna, other_device="on")["Location"].startswith("/konto/zweiter-faktor/")
    browser.post(link_to("nina@stadt.example"), {"name": "Nina Neu", "place": "Neuland", "consent": "on"})
    nina = User.objects.get(email="nina@stadt.example")
    browser.post("/konto/zweiter-faktor/", {"code": passing})
    assert (whose(browser), methods(browser)) == (str(nina.pk), ["code"])
    assert Session.objects.get(user=nina).is_kept


def test_a_signed_in_user_is_not_replaced_by_another(anna, ben):
    browser = Client()
    enter(browser, anna)
    enter(browser, ben, other_device="on")
    assert whose(browser) == str(anna.pk)
    assert Session.objects.get(pk=key_of(browser)).is_kept


def test_signing_out_leaves_nothing(anna, ben):
    browser = Client()
    enter(browser, anna, other_device="on")
    before = key_of(browser)
    browser.post("/konto/abmelden/")
    assert key_of(browser) == ""
    assert not Session.objects.exists()
    assert with_key(before).get("/konto/").status_code == 302
    enter(browser, ben)
    assert methods(browser) == ["password"]
    assert Session.objects.get().is_kept
