"""Who may do what: the table as it is asked for here, by hand, one request for each right, role and state of a group."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.models import Post, Thread
from groups import rights
from groups.models import Group
from tests.support.database.undoing import each, savepoint
from tests.support.pages.client import Client
from tests.support.pages.forms import words
from tests.support.pages.joining import TABLES, rows
from tests.support.sources import ROOT

GROUP = "/gruppen/lesekreis/"
NEW_LINK = {"label": "Neu", "words": "", "days": "30", "max_uses": "", "role": "member"}
ANNOUNCEMENT = {"title": "Hört her", "kind": "announcement", "text": "Am Montag."}
SET_UP = {
    **{"title": "Neu", "summary": "Neu.", "description": "Neu."},
    **{"visibility": "visible", "join_policy": "request"},
}
# Right: method, address, what is sent, what a member, a moderator and a lead get in an open group, then in an archived
# one. Looking succeeds with 200, changing with 302; all else is refused. Carla asks for it; the thread is Anna's.
WANTED = {
    "READ": ("get", "mitglieder/", {}, "200 200 200", "200 200 200"),
    "WRITE": ("post", "themen/{thread}/antworten/", {"text": "Ja."}, "302 302 302", "409 409 409"),
    "LEAVE": ("post", "austreten/", {}, "302 302 302", "302 302 302"),
    "ANNOUNCE": ("post", "themen/neu/", ANNOUNCEMENT, "200 302 302", "200 409 409"),
    "TEND_THREADS": ("post", "themen/{thread}/geschlossen/", {"on": "1"}, "403 302 302", "403 403 403"),
    "REMOVE_POSTS": ("post", "themen/{thread}/beitraege/1/loeschen/", {}, "403 302 302", "403 302 302"),
    "OVERSEE": ("get", "protokoll/", {}, "403 403 200", "403 403 200"),
    "INVITE": ("post", "einladungen/", NEW_LINK, "403 403 302", "403 403 200"),
    "END_INVITATIONS": ("post", "einladungen/{link}/widerrufen/", {}, "403 403 302", "403 403 302"),
    "DECIDE": ("post", "anfragen/{asked}/ablehnen/", {"words": "Nein."}, "403 403 302", "403 403 302"),
    "SET_ROLES": ("post", "mitglieder/{anna}/", {"role": "moderator"}, "403 403 302", "403 403 302"),
    "REMOVE_MEMBERS": (
        *("post", "mitglieder/{anna}/entfernen/", {"reason": "Zu laut."}),
        *("403 403 302", "403 403 302"),
    ),
    "SET_UP": ("post", "einstellungen/", SET_UP, "403 403 302", "403 403 200"),
    "CLOSE": ("post", "loeschen/", {"title": "Lesekreis"}, "403 403 302", "403 403 302"),
}
# Further requests for the same rights.
ALSO = {
    "WRITE, a thread": (
        "post",
        "themen/neu/",
        ANNOUNCEMENT | {"kind": "minutes"},
        "302 302 302",
        "409 409 409",
    ),
    "TEND_THREADS, pinning": (
        "post",
        "themen/{thread}/angeheftet/",
        {"on": "1"},
        "403 302 302",
        "403 403 403",
    ),
    "TEND_THREADS, solving": (
        "post",
        "themen/{thread}/antwort/",
        {"number": "2"},
        "403 302 302",
        "403 403 403",
    ),
    "INVITE, replacing": ("post", "einladungen/{link}/ersetzen/", {}, "403 403 302", "403 403 403"),
    "END_INVITATIONS, all": ("post", "einladungen/alle-widerrufen/", {}, "403 403 302", "403 403 302"),
    "DECIDE, approving": ("post", "anfragen/{asked}/freigeben/", {}, "403 403 302", "403 403 302"),
    "CLOSE, archiving": ("post", "abschliessen/", {}, "403 403 302", "403 403 302"),
}
REQUESTS = WANTED | ALSO
# They answer with 302 and the words that it cannot be, or that it is so already.
CHANGE_NOTHING = {("DECIDE, approving", "archived"), ("CLOSE, archiving", "archived")}
ROLES = ("member", "moderator", "lead")


@pytest.fixture
def carla_s(group, carla):
    """Her browser and her membership."""
    browser = Client()
    browser.force_login(carla)
    return browser, group.admit(carla)[0]


def everything():
    return rows(*TABLES, Thread, Post)


@each("state", ["open", "archived"])
@each("role", ROLES)
def test_each_role_gets_what_the_table_says_and_nothing_changes_unless_it_may(role, state, keys, carla_s):
    browser, membership = carla_s
    Group.objects.update(archived_at=timezone.now() if state == "archived" else None)
    type(membership).objects.filter(pk=membership.pk).update(role=role)
    found, expected, before = {}, {}, everything()
    for what, (method, address, sent, *wanted) in REQUESTS.items():
        with savepoint():
            response = getattr(browser, method)(GROUP + address.format(**keys), dict(sent, key=str(uuid4())))
            found[what] = str(response.status_code), everything() != before
        status = wanted[state == "archived"].split()[ROLES.index(role)]
        expected[what] = status, status == "302" and (what, state) not in CHANGE_NOTHING
    assert found == expected


# Whoever was signed out gets such texts back.
SUBMITTED = {"text", "description", "words", "addresses", "reason"}


@each("who", ["outsider", "anonymous"])
def test_whoever_is_no_member_gets_nothing(who, keys, browser_of):
    browser, before = browser_of(who), everything()
    for method, address, sent, *_ in REQUESTS.values():
        response = getattr(browser, method)(GROUP + address.format(**keys), sent)
        signed_out = 401 if any(sent.get(name) for name in SUBMITTED) else 302
        assert response.status_code == (404 if who == "outsider" else signed_out)
        if response.status_code == 302:
            assert response["Location"].startswith("/konto/anmelden/")
    assert everything() == before


def test_each_right_is_tried_here():
    assert [right.name for right in rights.Right] == list(WANTED)


def allowed(statuses, method):
    return [status == ("200" if method == "get" else "302") for status in statuses.split()]


def test_members_read_the_same_table(as_anna, group):
    html = as_anna.get(f"{GROUP}ueber/").content.decode()
    folded = html.partition('<details class="fold">')[2].partition("</details>")[0]
    table = re.search(r'<table class="rights">.*?</table>', folded, re.DOTALL)[0]
    shown = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
        head, cells = re.search(r"<th.*?</th>", row)[0], re.findall(r"<td>.*?</td>", row)
        shown[words(head)] = [words(cell) for cell in cells]
    wanted = {}
    for name, (method, _, _, when_open, when_archived) in WANTED.items():
        star = "" if any(allowed(when_archived, method)) else " *"
        may = ["ja" if yes else "nein" for yes in allowed(when_open, method)]
        wanted[rights.Right[name].label + star] = may
    assert shown == wanted
    assert "* nicht, solange die Gruppe abgeschlossen ist" in words(html)


def test_the_document_is_printed_from_the_table():
    assert (ROOT / "docs" / "rights.md").read_text() == rights.as_markdown()


def test_the_document_says_the_same():
    lines = (ROOT / "docs" / "rights.md").read_text().splitlines()
    for name, (method, _, _, when_open, when_archived) in WANTED.items():
        may = [*allowed(when_open, method), any(allowed(when_archived, method))]
        cells = [rights.Right[name].label, *("ja" if yes else "–" for yes in may)]
        assert f"| {' | '.join(cells)} |" in lines
