"""Lifetimes of sessions, by the box for a shared device and by the user's present role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Session
from accounts.tasks import delete_expired_sessions
from tests.conftest import PASSWORD
from tests.support.database.undoing import each
from tests.support.pages.client import Client

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MEMBERS, WORKING = ("", "moderator"), ("editor", "admin")
# Role, kept, how long ago signed in, how long ago seen: in or out.
TABLE = [
    *((role, True, 30 * DAY - MINUTE, 29 * DAY, True) for role in MEMBERS),
    *((role, True, 30 * DAY + MINUTE, MINUTE, False) for role in MEMBERS),
    *((role, False, 8 * HOUR - MINUTE, 7 * HOUR, True) for role in MEMBERS),
    *((role, False, 8 * HOUR + MINUTE, MINUTE, False) for role in MEMBERS),
    *((role, kept, 59 * MINUTE, 59 * MINUTE, True) for role in WORKING for kept in (True, False)),
    *((role, kept, 2 * HOUR, 61 * MINUTE, False) for role in WORKING for kept in (True, False)),
    *((role, True, 12 * HOUR - MINUTE, MINUTE, True) for role in WORKING),
    *((role, True, 12 * HOUR + MINUTE, MINUTE, False) for role in WORKING),
    *((role, False, 8 * HOUR + MINUTE, MINUTE, False) for role in WORKING),
]


def sign_in(user, *, kept=True):
    browser = Client()
    said = {} if kept else {"other_device": "on"}
    assert (
        browser.post("/konto/anmelden/", {"email": user.email, "password": PASSWORD} | said).status_code
        == 302
    )
    return browser


def row_of(browser):
    return Session.objects.filter(pk=browser.cookies["sessionid"].value)


def grow_old(browser, age, idle):
    """Moves the times of a session into the past."""
    row, now = row_of(browser).get(), timezone.now()
    lasts = row.expire_date - row.signed_in_at
    row_of(browser).update(signed_in_at=now - age, expire_date=now - age + lasts, seen_at=now - idle)


def is_in(browser):
    return browser.get("/konto/").status_code == 200


@each(("role", "kept", "age", "idle", "expected"), TABLE)
def test_a_session_is_active_or_expired(person, role, kept, age, idle, expected):
    browser = sign_in(person("Rosa", role), kept=kept)
    grow_old(browser, age, idle)
    assert (row_of(browser).active().exists(), row_of(browser).expired().exists()) == (expected, not expected)
    assert is_in(browser) == expected


@each(("role", "kept", "age", "idle", "expected"), TABLE)
def test_the_job_deletes_expired_sessions_only(person, role, kept, age, idle, expected):
    browser = sign_in(person("Rosa", role), kept=kept)
    grow_old(browser, age, idle)
    delete_expired_sessions(0)
    assert row_of(browser).exists() == expected


def test_the_job_keeps_anonymous_sessions(client, db):
    client.get("/konto/anmelden/")
    session = client.session
    session["anything"] = 1
    session.save()
    delete_expired_sessions(0)
    assert Session.objects.get().user is None
    Session.objects.update(expire_date=timezone.now())
    delete_expired_sessions(0)
    assert not Session.objects.exists()


def test_on_a_shared_device_the_cookie_ends_with_the_browser(anna):
    assert sign_in(anna, kept=False).cookies["sessionid"]["max-age"] == ""
    assert abs(sign_in(anna).cookies["sessionid"]["max-age"] - 30 * 24 * 3600) < 60


def test_activity_does_not_prolong_a_session_beyond_its_end(anna):
    browser = sign_in(anna)
    grow_old(browser, 29 * DAY, HOUR)
    before = row_of(browser).get().expire_date
    is_in(browser)
    assert row_of(browser).get().expire_date == before


def test_a_new_editor_has_an_editors_limits(anna):
    browser, fresh = sign_in(anna), sign_in(anna)
    grow_old(browser, 13 * HOUR, MINUTE)
    assert is_in(browser)
    anna.appoint("editor")
    assert not is_in(browser)
    assert is_in(fresh)


def test_a_former_editor_has_a_members_limits(emil):
    browser = sign_in(emil)
    grow_old(browser, 13 * HOUR, 2 * HOUR)
    assert row_of(browser).expired().exists()
    emil.appoint("")
    assert is_in(browser)


def test_an_inactive_account_has_no_session_even_when_it_is_active_again(anna):
    browser = sign_in(anna)
    type(anna).objects.filter(pk=anna.pk).update(is_active=False)
    assert not is_in(browser)
    delete_expired_sessions(0)
    type(anna).objects.filter(pk=anna.pk).update(is_active=True)
    assert not is_in(browser)


@pytest.mark.parametrize(("role", "pause"), [("", HOUR), ("editor", MINUTE)])
def test_the_last_activity_is_written_once_per_interval(person, role, pause):
    browser = sign_in(person("Rosa", role))
    grow_old(browser, 2 * HOUR, pause - timedelta(seconds=20))
    before = row_of(browser).get().seen_at
    is_in(browser)
    assert row_of(browser).get().seen_at == before
    grow_old(browser, 2 * HOUR, pause + timedelta(seconds=20))
    is_in(browser)
    first = row_of(browser).get().seen_at
    assert timezone.now() - first < MINUTE
    is_in(browser)
    assert row_of(browser).get().seen_at == first
