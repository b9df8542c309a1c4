"""Sessions and accounts that end close their windows (4000), which then must prove who they are (4401)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Session, User
from accounts.sessions.store import SessionStore
from accounts.tasks import end_sessions
from tests.conftest import PASSWORD

pytestmark = pytest.mark.usefixtures("site")

PROVE_AGAIN, SIGNED_OUT = 4000, 4401
NEW = "ganz-anderes-pferd-7"


@pytest.fixture
def show(window, thread):
    """Opens a window of a browser that shows the thread, up to date."""

    def show(browser):
        page = window(browser)
        assert page.show(thread)["posts"] == []
        return page

    return show


@pytest.fixture
def is_out(window, log):
    """Whether a browser gets in no more."""

    def is_out(browser):
        assert window(browser).closing() == SIGNED_OUT
        return log.wait_for("socket_refused").reason == "signed_out"

    return is_out


def test_signing_out_closes_the_windows_of_the_session_and_no_others(
    show, is_out, signed_in, say, thread, anna, ben
):
    browser, other, somebody = signed_in(anna), signed_in(anna), signed_in(ben)
    cookies = browser.cookies.output(header="")
    pages, kept = [show(browser), show(browser)], [show(other), show(somebody)]
    say(thread, ben)
    assert browser.post("/konto/abmelden/").status_code == 302
    say(thread, ben)
    for page in pages:
        frames, code = page.hear_all()
        assert ([frame["revision"] for frame in frames], code) == ([4], PROVE_AGAIN)
    for page in kept:
        assert [page.hear()["revision"] for _ in range(2)] == [4, 5]
    browser.cookies.load(cookies)
    assert is_out(browser)


def test_signing_out_a_device_closes_its_windows_and_no_others(show, is_out, signed_in, anna):
    here, there = signed_in(anna), signed_in(anna)
    kept, closed = show(here), [show(there), show(there)]
    number = Session.objects.get(pk=there.cookies["sessionid"].value).number
    assert here.post(f"/konto/geraete/{number}/abmelden/").status_code == 302
    assert [page.closing() for page in closed] == [PROVE_AGAIN] * 2
    assert is_out(there)
    third = signed_in(anna)
    other = show(third)
    assert here.post("/konto/geraete/abmelden/").status_code == 302
    assert other.closing() == PROVE_AGAIN
    assert is_out(third)
    show(here)
    kept.say({"thread": 0, "revision": 0, "page": 1})
    assert kept.hear() == {"gone": "thread.0"}


def test_an_editor_who_is_away_is_out_with_all_windows(show, is_out, signed_in, group, emil, anna):
    group.admit(emil)
    browser, away = signed_in(anna), signed_in(emil)
    kept, page = show(browser), show(away)
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=61))
    end_sessions(0)
    assert page.closing() == PROVE_AGAIN
    assert is_out(away)
    kept.say({"thread": 0, "revision": 0, "page": 1})
    assert kept.hear() == {"gone": "thread.0"}


def test_a_key_that_changes_closes_the_windows_of_the_old_one(show, signed_in, anna):
    """They come back by the new one, and end with it."""
    browser = signed_in(anna)
    page = show(browser)
    SessionStore(browser.cookies["sessionid"].value).cycle_key()
    assert page.closing() == PROVE_AGAIN


def test_a_new_password_lets_only_the_browser_in_that_set_it(show, is_out, signed_in, anna):
    browser, other = signed_in(anna), signed_in(anna)
    cookies = browser.cookies.output(header="")
    pages = [show(browser), show(other)]
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/konto/passwort/", typed)["Location"] == "/konto/sicherheit/"
    assert [page.closing() for page in pages] == [PROVE_AGAIN] * 2
    assert is_out(other)
    show(browser)
    browser.cookies.load(cookies)
    assert is_out(browser)


def deactivate(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def reset_password(user):
    user.set_password(NEW)
    user.save()


def test_an_account_that_is_stilled_taken_back_or_deleted_is_out_at_once(
    show, is_out, signed_in, group, say, thread, anna, ben, carla, dora
):
    group.admit(carla)
    browsers, ben_hears = [signed_in(user) for user in (anna, carla, dora)], show(signed_in(ben))
    pages = [show(browser) for browser in (*browsers, signed_in(anna), signed_in(carla))]
    deactivate(anna)
    reset_password(carla)
    dora.delete()
    say(thread, ben)
    assert [page.hear_all() for page in pages] == [([], PROVE_AGAIN)] * 5
    assert ben_hears.hear()["revision"] == 4
    for browser in browsers:
        assert is_out(browser)


def test_only_what_takes_a_right_closes_a_window(show, signed_in, say, thread, anna, ben):
    page = show(signed_in(anna))
    User.objects.filter(pk=anna.pk).update(name="Anna Anders", is_active=True)
    with transaction.atomic():
        anna.set_password(NEW)
        anna.save()
        Session.objects.all().delete()
        transaction.set_rollback(True)
    say(thread, ben)
    assert page.hear()["revision"] == 4
    # As the job does that clears away old sessions.
    Session.objects.all().delete()
    assert page.closing() == PROVE_AGAIN
