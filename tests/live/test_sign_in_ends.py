"""Sessions and accounts that end close their sockets (4000); a new socket with that session is refused (4401)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Session, User
from accounts.sessions.store import SessionStore
from accounts.tasks import delete_expired_sessions
from tests.conftest import PASSWORD

pytestmark = pytest.mark.usefixtures("site")

SESSION_ENDED, SIGNED_OUT = 4000, 4401
NEW = "ganz-anderes-pferd-7"


@pytest.fixture
def connected(connect, thread):
    """Opens a client of a browser that shows the thread, up to date."""

    def connected(browser):
        page = connect(browser)
        assert page.subscribe(thread)["posts"] == []
        return page

    return connected


@pytest.fixture
def is_signed_out(connect, log):
    """Whether a new socket of the browser is refused."""

    def is_signed_out(browser):
        assert connect(browser).close_code() == SIGNED_OUT
        return log.wait_for("socket_refused").reason == "signed_out"

    return is_signed_out


def test_signing_out_closes_the_sockets_of_the_session_and_no_others(
    connected, is_signed_out, signed_in, say, thread, anna, ben
):
    browser, other, somebody = signed_in(anna), signed_in(anna), signed_in(ben)
    cookies = browser.cookies.output(header="")
    pages, kept = [connected(browser), connected(browser)], [connected(other), connected(somebody)]
    say(thread, ben)
    assert browser.post("/konto/abmelden/").status_code == 302
    say(thread, ben)
    for page in pages:
        frames, code = page.receive_all()
        assert ([frame["revision"] for frame in frames], code) == ([4], SESSION_ENDED)
    for page in kept:
        assert [page.receive()["revision"] for _ in range(2)] == [4, 5]
    browser.cookies.load(cookies)
    assert is_signed_out(browser)


def test_signing_out_a_device_closes_its_sockets_and_no_others(connected, is_signed_out, signed_in, anna):
    here, there = signed_in(anna), signed_in(anna)
    kept, closed = connected(here), [connected(there), connected(there)]
    number = Session.objects.get(pk=there.cookies["sessionid"].value).number
    assert here.post(f"/konto/geraete/{number}/abmelden/").status_code == 302
    assert [page.close_code() for page in closed] == [SESSION_ENDED] * 2
    assert is_signed_out(there)
    third = signed_in(anna)
    other = connected(third)
    assert here.post("/konto/geraete/abmelden/").status_code == 302
    assert other.close_code() == SESSION_ENDED
    assert is_signed_out(third)
    connected(here)
    kept.send({"thread": 0, "revision": 0, "page": 1})
    assert kept.receive() == {"gone": "thread.0"}


def test_an_inactive_editor_loses_all_sockets(connected, is_signed_out, signed_in, group, emil, anna):
    group.admit(emil)
    browser, away = signed_in(anna), signed_in(emil)
    kept, page = connected(browser), connected(away)
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=61))
    delete_expired_sessions(0)
    assert page.close_code() == SESSION_ENDED
    assert is_signed_out(away)
    kept.send({"thread": 0, "revision": 0, "page": 1})
    assert kept.receive() == {"gone": "thread.0"}


def test_a_new_session_key_closes_the_sockets_of_the_old_one(connected, signed_in, anna):
    """Clients reconnect with the new key and end with it."""
    browser = signed_in(anna)
    page = connected(browser)
    SessionStore(browser.cookies["sessionid"].value).cycle_key()
    assert page.close_code() == SESSION_ENDED


def test_a_new_password_ends_all_other_sessions(connected, is_signed_out, signed_in, anna):
    browser, other = signed_in(anna), signed_in(anna)
    cookies = browser.cookies.output(header="")
    pages = [connected(browser), connected(other)]
    submitted = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/konto/passwort/", submitted)["Location"] == "/konto/sicherheit/"
    assert [page.close_code() for page in pages] == [SESSION_ENDED] * 2
    assert is_signed_out(other)
    connected(browser)
    browser.cookies.load(cookies)
    assert is_signed_out(browser)


def deactivate(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def reset_password(user):
    user.set_password(NEW)
    user.save()


def test_a_deactivated_or_deleted_account_or_a_reset_password_closes_all_sockets(
    connected, is_signed_out, signed_in, group, say, thread, anna, ben, carla, dora
):
    group.admit(carla)
    browsers, bens_client = [signed_in(user) for user in (anna, carla, dora)], connected(signed_in(ben))
    pages = [connected(browser) for browser in (*browsers, signed_in(anna), signed_in(carla))]
    deactivate(anna)
    reset_password(carla)
    dora.delete()
    say(thread, ben)
    assert [page.receive_all() for page in pages] == [([], SESSION_ENDED)] * 5
    assert bens_client.receive()["revision"] == 4
    for browser in browsers:
        assert is_signed_out(browser)


def test_only_the_end_of_a_right_closes_a_socket(connected, signed_in, say, thread, anna, ben):
    page = connected(signed_in(anna))
    User.objects.filter(pk=anna.pk).update(name="Anna Anders", is_active=True)
    with transaction.atomic():
        anna.set_password(NEW)
        anna.save()
        Session.objects.all().delete()
        transaction.set_rollback(True)
    say(thread, ben)
    assert page.receive()["revision"] == 4
    # As the job does that clears away old sessions.
    Session.objects.all().delete()
    assert page.close_code() == SESSION_ENDED
