"""An archived group: all can be read, nothing can be written, nobody comes in; and reopening brings all back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry
from groups.models import Group
from tests.forum.pages import SCRIPT, notes
from tests.forum.stored import everything
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import values, words
from tests.support.pages.joining import ask, headings, rows

GROUP = "/gruppen/lesekreis/"
ARCHIVE, REOPEN, SETTINGS = f"{GROUP}abschliessen/", f"{GROUP}wieder-oeffnen/", f"{GROUP}einstellungen/"
CLOSED = "Die Gruppe ist inzwischen abgeschlossen."
SWITCHES = ("geschlossen", "angeheftet", "begruessung")


@pytest.fixture
def place(thread):
    """The address of a step at the thread that Anna began."""
    return lambda step="": f"{GROUP}themen/{thread.pk}/{step}"


@pytest.fixture
def archived(group, thread, dora):
    group.archive(dora)
    return group


def page(browser, address, status=200):
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_lead_archives_after_being_asked_and_a_second_time_changes_nothing(as_dora, dora, group):
    before = rows()
    assert "Gruppe abschließen?" in page(as_dora, ARCHIVE)
    assert f'href="{ARCHIVE}"' in page(as_dora, SETTINGS)
    assert rows() == before
    assert as_dora.post(ARCHIVE)["Location"] == SETTINGS
    group.refresh_from_db()
    assert timezone.now() - group.archived_at < timedelta(minutes=1)
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == ("group_archived", dora, f"group.{group.pk}")
    before = rows()
    assert as_dora.post(ARCHIVE)["Location"] == SETTINGS
    assert rows() == before


def test_members_read_everything_and_each_page_of_the_group_says_so(archived, as_anna, place, thread):
    day = f"{timezone.localtime(archived.archived_at).day}."
    for where in ("", "mitglieder/", "ueber/", "austreten/"):
        html = words(page(as_anna, GROUP + where))
        assert f"Diese Gruppe ist seit dem {day} " in html
        assert "Sie können weiter alles lesen, aber nichts mehr schreiben." in html
    html = page(as_anna, thread.get_absolute_url())
    assert "Diese Gruppe ist abgeschlossen." in html
    assert "Antwort von Dora." in html
    assert "Antwort von **Ben**." in page(as_anna, place("beitraege/2/zitat/"))
    assert as_anna.post(place("gelesen/"), {"number": "3"}).status_code == 302


@each("kind", ["question", "minutes", "announcement"])
def test_a_new_thread_is_refused_and_comes_back(kind, archived, as_ben):
    assert as_ben.get(f"{GROUP}themen/neu/")["Location"] == GROUP
    before = everything()
    response = as_ben.post(f"{GROUP}themen/neu/", {"title": "Titel", "kind": kind, "text": "Mein **Text**"})
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == [f"{CLOSED} Ihr Text ist nicht gesendet."]
    assert (values(html)["title"], values(html)["text"]) == ("Titel", "Mein **Text**")
    assert everything() == before


@each("headers", [{}, SCRIPT])
def test_a_reply_is_refused_and_comes_back(headers, archived, as_anna, place):
    before = everything()
    response = as_anna.post(place("antworten/"), {"text": "Mein Text", "key": uuid4()}, headers=headers)
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == [f"{CLOSED} Ihr Text ist nicht gesendet."]
    assert values(html)["text"] == "Mein Text"
    assert everything() == before


def test_an_edit_is_refused_and_comes_back(archived, as_anna, place):
    before = everything()
    response = as_anna.post(place("beitraege/1/bearbeiten/"), {"title": "Anders", "text": "Mein Text"})
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == [f"{CLOSED} Ihr Text ist nicht gespeichert."]
    assert values(html) == {"title": "Anders", "text": "Mein Text"}
    assert everything() == before


@each("name", ["ben", "dora"])
@each("act", SWITCHES)
def test_nobody_changes_what_becomes_of_a_thread(act, name, archived, signed_in, request, place):
    browser, before = signed_in(request.getfixturevalue(name)), everything()
    for sent in ({"on": "1"}, {"on": "0"}):
        response = browser.post(place(f"{act}/"), sent)
        assert response.status_code == 403
        assert "Diese Gruppe ist abgeschlossen." in response.content.decode()
    assert everything() == before


@each("name", ["anna", "ben"])
def test_neither_who_asked_nor_moderators_mark_an_answer_and_they_read_why(
    name, archived, signed_in, request, place
):
    before = everything()
    response = signed_in(request.getfixturevalue(name)).post(place("antwort/"), {"number": "2"})
    assert response.status_code == 403
    assert "Diese Gruppe ist abgeschlossen." in response.content.decode()
    assert everything() == before


def test_members_remove_nothing_any_more_but_moderators_do(archived, as_anna, as_ben, place, thread):
    before = everything()
    for method in (as_anna.get, as_anna.post):
        assert method(place("beitraege/1/loeschen/")).status_code == 403
    assert everything() == before
    assert as_ben.post(place("beitraege/1/loeschen/")).status_code == 302
    assert thread.posts.get(number=1).is_removed


@each("name", ["anna", "ben", "dora"])
def test_the_pages_offer_nothing_that_cannot_be(name, archived, signed_in, request, thread):
    browser = signed_in(request.getfixturevalue(name))
    for where in ("", "?zeigen=offen"):
        assert "themen/neu/" not in page(browser, GROUP + where)
    html = page(browser, thread.get_absolute_url())
    assert re.search(r'<form [^>]*id="antworten"[^>]* hidden>', html)
    for offer in ("Zitieren", "Bearbeiten", "Hat geholfen", "Moderation</h2>", "Thema schließen"):
        assert offer not in html
    assert ("Löschen" in html) == (name != "anna")
    assert "solver" not in re.search(r'data-own="(.*?)"', html)[1]


def test_the_pages_of_leads_offer_nothing_that_cannot_be(archived, as_dora, invitation):
    html = page(as_dora, SETTINGS)
    assert "Um etwas zu ändern, öffnen Sie die Gruppe wieder." in html
    assert 'name="title"' not in html
    assert f'href="{ARCHIVE}"' not in html
    html = page(as_dora, f"{GROUP}einladungen/{invitation.pk}/")
    assert "Gruppe abgeschlossen" in html
    for offer in ("Link kopieren", "bearbeiten/", "anhalten/", "ersetzen/", "qr.svg"):
        assert offer not in html
    assert "widerrufen/" in html


def test_the_page_of_invitations_offers_no_new_link(archived, as_dora):
    assert "Einladungslink erstellen" not in page(as_dora, f"{GROUP}einladungen/")


def test_pages_that_poll_get_that_the_group_is_closed(archived, as_anna, place):
    frame = as_anna.get(place("neues/"), {"revision": "1"}).json()
    assert frame["closed"] is True
    assert "Diese Gruppe ist abgeschlossen." in frame["regions"]["geschlossen"]
    assert "Geschlossen" not in frame["regions"]["umfang"]
    assert [post["number"] for post in frame["posts"]] == [2, 3]
    for post in frame["posts"]:
        assert "Zitieren" not in post["html"]
        assert "Bearbeiten" not in post["html"]
        assert 'data-only="moderator" hidden>Löschen' in post["html"]


def test_links_say_so_and_let_nobody_in(archived, invitation, browser_of):
    browser, before = browser_of("outsider"), rows()
    for step, method in (("", browser.get), ("beitreten/", browser.post), ("anfragen/", browser.get)):
        response = method(invitation.get_absolute_url() + step)
        assert response.status_code == 410
        assert headings(response.content.decode(), 1) == ["Diese Gruppe ist abgeschlossen"]
    assert rows() == before


def test_approving_a_request_says_so_and_it_waits_on(group, dora, as_dora, carla):
    asked = ask(group, carla)
    group.archive(dora)
    response = as_dora.post(f"{GROUP}anfragen/{asked.pk}/freigeben/", follow=True)
    assert "Die Gruppe ist abgeschlossen und nimmt niemanden mehr auf." in response.content.decode()
    asked.refresh_from_db()
    assert asked.is_waiting
    assert not group.memberships.filter(user=carla).exists()


@pytest.mark.usefixtures("carla")
@each(("name", "listed"), [("anna", True), ("dora", True), ("carla", False)])
def test_the_directory_shows_it_to_its_members_only(name, listed, archived, signed_in, request):
    html = page(signed_in(request.getfixturevalue(name)), "/gruppen/")
    assert ("Lesekreis" in html) == listed


@pytest.mark.usefixtures("carla", "emil", "vera")
@each("address", [ARCHIVE, REOPEN, f"{GROUP}loeschen/", f"{GROUP}loeschen/zuruecknehmen/"])
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("emil", 404), ("vera", 404)])
def test_nobody_but_leads_ends_or_reopens(name, status, address, archived, signed_in, request):
    browser, before = signed_in(request.getfixturevalue(name)), rows()
    assert browser.post(address, {"title": "Lesekreis"}).status_code == status
    assert rows() == before


def test_reopening_brings_all_back(archived, as_dora, as_anna, as_ben, dora, place, thread, invitation):
    assert f'action="{REOPEN}"' in page(as_dora, SETTINGS)
    assert as_dora.post(REOPEN)["Location"] == SETTINGS
    assert Entry.objects.latest("pk").act == "group_reopened"
    assert Group.objects.get().is_open
    assert 'name="title"' in page(as_dora, SETTINGS)
    assert "abgeschlossen" not in words(page(as_anna, GROUP))
    assert f"{GROUP}themen/neu/" in page(as_anna, GROUP)
    assert as_anna.post(place("antworten/"), {"text": "Wieder da."}).status_code == 302
    assert as_ben.post(place("angeheftet/"), {"on": "1"}).status_code == 302
    assert as_anna.post(place("antwort/"), {"number": "2"}).status_code == 302
    assert Client().get(invitation.get_absolute_url()).status_code == 200


def test_reopening_an_open_group_changes_nothing(group, as_dora):
    before = rows()
    assert as_dora.get(REOPEN)["Location"] == SETTINGS
    assert as_dora.post(REOPEN)["Location"] == SETTINGS
    assert rows() == before
