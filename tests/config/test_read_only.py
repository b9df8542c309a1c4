"""A database that takes no writes, as when its disk is full: pages are read, and nothing typed is lost."""

import re
import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone

from tests.conftest import PASSWORD
from tests.forum.pages import SCRIPT, kept
from tests.support.examples import make_cast
from tests.support.pages.client import Client
from tests.support.pages.forms import CONTROL, attributes, values, words
from tests.support.permissions import PEOPLE, rows

GROUP = "/gruppen/engagiertes-quartier/"
TEXT = "Meine </textarea> <b>Antwort</b> & mehr."
KEY = "6f1c0d2e-4c5b-4a44-9d0e-2f7b6a1e8c55"
# Not the sign-in instead of the page.
REACHED = re.compile(r"200|410|302:(?!/konto/anmelden/)")
# Who sends what where.
FORMS = {
    "reply": ("member", f"{GROUP}themen/900/antworten/", {"text": TEXT, "key": KEY}),
    "new thread": ("member", f"{GROUP}themen/neu/", {"text": TEXT, "title": "Titel", "kind": "minutes"}),
    "edit": ("member", f"{GROUP}themen/900/beitraege/3/bearbeiten/", {"text": TEXT}),
    "profile": ("member", "/konto/profil/", {"seeks": TEXT, "place": "Ulm"}),
    "request": ("outsider", "/gruppen/inklusion/zugang/", {"reason": TEXT}),
    "declined request": ("lead", f"{GROUP}anfragen/900/ablehnen/", {"words": TEXT}),
    "removal": ("lead", f"{GROUP}mitglieder/900/entfernen/", {"reason": TEXT}),
    "settings": ("lead", f"{GROUP}einstellungen/", {"rules": TEXT}),
    "new link": ("lead", f"{GROUP}einladungen/", {"words": TEXT, "label": "Für alle"}),
    "mailing": ("lead", f"{GROUP}einladungen/per-mail/", {"words": TEXT, "addresses": "x@stadt.example"}),
}
# Their pages hold the other fields.
HAVE_MORE_FIELDS = {"profile", "settings", "new link", "mailing"}


@pytest.fixture
def demo(own_database):
    """The demo content, where commits are real."""


@pytest.fixture
def browsers(demo, person):
    """Everybody is signed in, and was last seen so long ago that it would be noted anew."""
    from accounts.models import Session

    people = make_cast(person)
    browsers = {name: Client(raise_request_exception=False) for name in people}
    for name, user in people.items():
        if user:
            browsers[name].force_login(user)
            idle = timedelta(minutes=10 if user.works_in_admin else 120)
            Session.objects.filter(user=user).update(seen_at=timezone.now() - idle)
    return browsers


@contextmanager
def read_only():
    set_read_only("on")
    try:
        yield
    finally:
        set_read_only("off")


def set_read_only(value):
    with connection.cursor() as cursor:
        cursor.execute(f"SET default_transaction_read_only = {value}")


def test_every_page_is_shown(browsers, events):
    with read_only():
        found = {page: status(browsers[name].get(page)) for page, name in reachable()}
    assert len(found) > 150
    assert {page: code for page, code in found.items() if code >= 500} == {}
    assert "note_not_written" in events()


def status(response):
    if response.streaming:
        b"".join(response)
    return response.status_code


def reachable():
    """(address, person) of every GET of tests/permissions.csv with the first person who gets something there."""
    for row in rows():
        person = next((name for name in PEOPLE if REACHED.match(row.expected[name])), None)
        if row.method == "GET" and person:
            yield row.example, person


def test_what_was_typed_comes_back_and_can_be_sent_again(browsers, subtests):
    for form, (name, address, data) in FORMS.items():
        with subtests.test(form):
            browser = browsers[name]
            page = browser.get(address).content.decode() if form in HAVE_MORE_FIELDS else ""
            more = {field: value for field, value in values(page).items() if value}
            typed = more | data | {"secret-password": PASSWORD}
            with read_only():
                html = sent(browser, address, typed)
            assert TEXT in kept(html)
            assert "Ihr Text ist wahrscheinlich nicht gesendet, aber er ist nicht verloren" in words(html)
            assert PASSWORD not in html
            assert hidden_fields(html).items() >= (more | data).items()
            response = browser.post(address, hidden_fields(html))
            assert response.status_code == 302, response.content.decode()


def sent(browser, address, data):
    response = browser.post(address, data)
    assert response.status_code == 500
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def hidden_fields(html):
    fields = [attributes(tag) for tag in CONTROL.findall(html)]
    return {field["name"]: field["value"] for field in fields if field.get("type") == "hidden"}


@pytest.fixture
def lead(own_database, thread, dora, signed_in):
    """Dora's, who leads the group; no demo content."""
    from accounts.models import Session

    lead = signed_in(dora, raise_request_exception=False)
    Session.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    with read_only():
        yield lead


def reply_address(thread):
    return f"/gruppen/quartier/themen/{thread.pk}/antworten/"


def test_a_file_has_to_be_chosen_again(lead):
    file = SimpleUploadedFile("liste.csv", b"y@stadt.example")
    data = {"words": TEXT, "role": "member", "file": file}
    html = sent(lead, "/gruppen/quartier/einladungen/per-mail/", data)
    assert "Nur die Datei konnten wir nicht behalten" in words(html)
    assert hidden_fields(html)["confirm-files"] == "1"


def test_a_script_hears_of_the_failure(lead, thread):
    """static/js/unsent.js then keeps the form and says so in it."""
    assert lead.post(reply_address(thread), {"text": TEXT}, headers=SCRIPT).status_code == 500


def test_passwords_do_not_come_back(lead, dora):
    stranger = Client(raise_request_exception=False)
    html = sent(stranger, "/konto/anmelden/", {"email": dora.email, "password": PASSWORD})
    assert PASSWORD not in html
    assert kept(html) is None


def test_what_was_typed_comes_back_while_the_database_is_away(lead, thread, monkeypatch):
    with socket.socket() as closed, monkeypatch.context() as patch:
        closed.bind(("127.0.0.1", 0))
        away = {"HOST": "127.0.0.1", "PORT": str(closed.getsockname()[1])}
        here = connections["default"]
        here.close()
        patch.setattr(here, "settings_dict", here.settings_dict | away)
        html = sent(lead, reply_address(thread), {"text": TEXT})
    assert kept(html) == TEXT
