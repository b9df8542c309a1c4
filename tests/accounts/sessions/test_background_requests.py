"""Requests that scripts send by themselves do not count as activity; every script is listed here."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Session
from accounts.sessions.store import PACKAGE_BACKGROUND_VIEWS
from tests.support import sources
from tests.support.pages.routes import routes

SCRIPT, PERSON = {"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Mode": "navigate"}
PING = "/redaktion/editing-sessions/ping/home/homepage/1/1/"
AGO = timedelta(minutes=30)
BACKGROUND = {
    *("forum:news", "forum:read", "notifications:news"),
    *("groups:mailing-progress", "groups:invitation-opened", "privacy:export-progress"),
}
# How often each script of ours sends requests. Reading never counts as activity; a view to which a script sends something
# without anybody doing anything needs @background_request.
TALKS = {
    "static/js/autosave.js": 1,  # Saves what somebody types.
    "static/js/composer.js": 1,
    "static/js/draft.js": 1,  # Saves what somebody types.
    "static/js/live.js": 2,  # Asks when no socket opens.
    "static/js/notifications.js": 2,  # The second is a button, a link that is followed, or the opened list.
    "static/js/offline.js": 1,  # HEAD, until the connection is back.
    "static/js/opened.js": 1,  # Tells that a page was opened: groups:invitation-opened.
    "static/js/passkey.js": 2,  # Fetches a challenge when its button is pressed, and says by which means.
    "static/js/posts.js": 1,  # Tells what was on the screen: forum:read.
    "static/js/second-factors.js": 1,  # Only in the demo; asks twice a minute.
    "static/js/unsent.js": 1,
    "templates/groups/components/mailing_progress.html": 1,  # Asks every two seconds.
    "templates/privacy/export.html": 1,  # The same.
    "templates/service_worker.js": 2,  # Passes on what the page asks for.
}
TALKING = re.compile(
    r"\bfetch\(|sendBeacon|new WebSocket\(|EventSource|XMLHttpRequest|hx-trigger=\"(?:every|load)"
)


@pytest.fixture
def was_there(client, emil):
    """Whether a request of Emil's updated `seen_at`."""
    client.force_login(emil)

    def was_there(method, path, headers):
        Session.objects.update(seen_at=timezone.now() - AGO)
        client.generic(method, path, headers=headers)
        return timezone.now() - Session.objects.get().seen_at < AGO

    return was_there


@pytest.mark.parametrize(
    ("method", "path", "headers", "counts"),
    [
        ("GET", "/konto/", PERSON, True),
        ("GET", "/konto/", {}, True),
        ("GET", "/konto/", SCRIPT, False),
        ("GET", "/mitteilungen/neues/", {}, False),
        ("GET", "/mitteilungen/", SCRIPT, False),
        ("POST", "/mitteilungen/gelesen/", SCRIPT, True),
        ("POST", "/gruppen/x/themen/1/gelesen/", SCRIPT, False),
        ("POST", "/gruppen/x/themen/1/gelesen/", PERSON, True),
        ("GET", "/gruppen/x/themen/1/neues/", {}, False),
        ("POST", PING, SCRIPT, False),
        ("POST", PING, {}, False),
        ("GET", "/gibt/es/nicht/", PERSON, True),
    ],
)
def test_only_requests_of_a_person_count_as_activity(was_there, method, path, headers, counts):
    assert was_there(method, path, headers) is counts


def test_an_editor_whose_page_only_pings_is_signed_out_after_an_hour(client, emil):
    client.force_login(emil)
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=59))
    client.post(PING)
    Session.objects.update(seen_at=Session.objects.get().seen_at - timedelta(minutes=2))
    assert client.get("/konto/").status_code == 302


def test_every_background_view_is_listed():
    declared = {name for name, _, view in routes() if hasattr(view, "is_background_request")}
    assert declared == BACKGROUND
    assert {name for name, *_ in routes()} >= PACKAGE_BACKGROUND_VIEWS


def test_every_script_that_sends_requests_is_listed_here():
    found = {}
    for path in sources.files():
        if sources.name(path).startswith(("static/js/", "templates/")):
            number = len(TALKING.findall(path.read_text()))
            found |= {sources.name(path): number} if number else {}
    assert found == TALKS
