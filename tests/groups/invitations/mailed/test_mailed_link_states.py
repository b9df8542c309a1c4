"""A mailed link in each state, what declining does, and that opening it changes nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from groups.models import EmailInvitation, Mailing
from tests.support.database.undoing import each
from tests.support.mails.mailings import (
    NEW,
    email_invitation,
    invite,
    is_member,
    link_to,
    mails_to,
    rows,
    set_group,
)
from tests.support.pages.client import Client
from tests.support.pages.joining import headings, next_actions

NOW = timezone.now()
PAST = NOW - timedelta(days=1)
STATES = {
    "open": (EmailInvitation, {}),
    "declined": (EmailInvitation, {"declined_at": PAST}),
    "expired": (EmailInvitation, {"expires_at": PAST}),
    "withdrawn": (EmailInvitation, {"withdrawn_at": PAST}),
    "all withdrawn": (Mailing, {"revoked_at": PAST}),
    "accepted": (EmailInvitation, {"accepted_at": PAST}),
}
ASK = ("Zugang anfragen", "{link}anfragen/")
SIGN_IN = ("Anmelden", "/konto/anmelden/?next=/gruppen/lesekreis/")
ENDED, USED = "Diese Einladung wurde widerrufen", "Diese Einladung ist schon angenommen"
CLOSED_STATES = {
    ("expired", "anonymous"): ("Diese Einladung ist abgelaufen", ASK),
    ("expired", "outsider"): ("Diese Einladung ist abgelaufen", ASK),
    ("withdrawn", "anonymous"): (ENDED, ASK),
    ("withdrawn", "outsider"): (ENDED, ASK),
    ("all withdrawn", "anonymous"): (ENDED, ASK),
    ("all withdrawn", "outsider"): (ENDED, ASK),
    ("accepted", "anonymous"): (USED, SIGN_IN),
    ("accepted", "outsider"): (USED, ASK),
}
STEPS = (
    *("", "beitreten/", "ablehnen/", "geoeffnet/", "code/", "neuer-code/", "andere-adresse/"),
    *("bestaetigen/falsch/", "anfragen/", "anfragen/code/", "anfragen/neuer-code/"),
    *("anfragen/andere-adresse/", "anfragen/bestaetigen/falsch/", "anfragen/zurueckziehen/"),
)
FILLED = {"name": "Nina Neu", "place": "Ulm", "consent": "on"}
ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def link(group, dora):
    """In the mail to Nina, who has no account."""
    invite(group, dora, f"Nina Neu <{NEW}>", words="Kommen Sie!")
    return link_to(NEW)


def put_into(state):
    table, fields = STATES[state]
    table.objects.update(**fields or {"label": "x"} if table is Mailing else fields or {"line": 1})


@each(("state", "who"), CLOSED_STATES)
def test_a_closed_link_says_why_and_leads_on(state, who, link, browser_of):
    put_into(state)
    browser = browser_of(who)
    before = rows()
    for response in (browser.get(link), browser.post(link, FILLED)):
        html = response.content.decode()
        assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
        heading, (label, target) = CLOSED_STATES[state, who]
        assert headings(html, 1) == [heading]
        assert next_actions(html) == [(label, target.format(link=link))]
        assert not any(secret in html for secret in (NEW, "Nina", "Kommen Sie!"))
    assert rows() == before


@each("state", STATES)
def test_a_member_comes_straight_into_the_group(state, link, browser_of):
    put_into(state)
    browser, before = browser_of("member"), rows()
    assert browser.get(link)["Location"] == "/gruppen/lesekreis/"
    assert rows() == before


@each(
    ("who", "state"),
    [
        *(("anonymous", state) for state in STATES),
        *((who, "open") for who in ("outsider", "waiting", "removed", "member")),
    ],
)
def test_opening_each_page_of_each_state_changes_nothing(who, state, link, browser_of):
    put_into(state)
    browser = browser_of(who)
    before, session = rows(), dict(browser.session)
    for step in STEPS:
        assert browser.get(link + step).status_code in {200, 302, 405, 410}
        browser.head(link + step)
    assert rows() == before
    assert dict(browser.session) == session


def test_an_open_link_is_not_indexed_and_not_kept(link, client):
    for step in ("", "anfragen/", "ablehnen/"):
        response = client.get(link + step)
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]


def test_the_end_of_this_person_s_invitation_is_named(link, client):
    EmailInvitation.objects.update(expires_at=timezone.now().replace(year=2024, month=3, day=9, hour=12))
    assert "galt bis zum 9. März 2024" in client.get(link).content.decode()


def test_a_link_into_an_archived_group_says_so(link, client):
    set_group(archived_at=NOW)
    for step in ("", "anfragen/", "beitreten/"):
        response = client.post(link + step, FILLED)
        assert response.status_code == 410
        assert headings(response.content.decode(), 1) == ["Diese Gruppe ist abgeschlossen"]
    assert not is_member(NEW)


def test_a_link_into_a_deleted_group_is_gone(link, client, group):
    set_group(archived_at=PAST, delete_at=PAST)
    group.refresh_from_db()
    group.delete_content()
    assert {client.get(link).status_code, client.post(link, FILLED).status_code} <= {404, 410}
    assert client.post(f"{link}ablehnen/").status_code == 404
    assert not EmailInvitation.objects.exists()


@each(
    "forge",
    [
        lambda key: key[:-1],
        lambda key: f"{key}x",
        lambda key: key.swapcase(),
        lambda key: f"{key}%00",
        lambda _: email_invitation().key_hash,
        lambda _: str(email_invitation().pk),
        lambda _: "%",
    ],
)
def test_a_key_that_is_not_whole_opens_nothing(forge, link, client):
    key = forge(link.split("/")[2])
    before = rows()
    for step in STEPS if key.endswith("x") else STEPS[:2]:
        for method in (client.get, client.post):
            assert method(f"/einladung/{key}/{step}").status_code in {404, 405}
    assert "_auth_user_id" not in client.session
    assert rows() == before


def test_declining_asks_first(link, client):
    before = rows()
    html = client.get(f"{link}ablehnen/").content.decode()
    assert headings(html, 1) == ["Keine Einladung mehr?"]
    assert next_actions(html) == [("Keine E-Mails mehr", "")]
    assert NEW in html
    client.head(f"{link}ablehnen/")
    assert rows() == before


@each("body", ["", ONE_CLICK])
def test_declining_works_from_a_mail_program_and_once(body, link):
    browser = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = browser.post(f"{link}ablehnen/", body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 200
        first = email_invitation().declined_at
        assert first
    assert email_invitation().declined_at == first
    assert headings(response.content.decode(), 1) == ["Sie bekommen keine Einladung mehr"]
    assert "_auth_user_id" not in browser.session


def test_a_second_decline_keeps_the_first_day(link, client):
    EmailInvitation.objects.update(declined_at=PAST)
    client.post(f"{link}ablehnen/")
    assert email_invitation().declined_at == PAST


def test_whoever_declined_may_think_better_of_it(link, client):
    client.post(f"{link}ablehnen/")
    assert client.get(link).status_code == 200
    client.post(link, FILLED)
    assert is_member(NEW)


@each("state", ["expired", "withdrawn", "all withdrawn", "accepted"])
def test_one_may_decline_whatever_became_of_the_invitation(state, link, client):
    put_into(state)
    assert client.post(f"{link}ablehnen/").status_code == 200
    assert email_invitation().declined_at


def test_a_link_that_is_for_all_cannot_be_declined(client, make_link):
    assert client.post(f"{make_link().get_absolute_url()}ablehnen/").status_code == 404


def test_the_mail_says_how_to_decline_where_mail_programs_look(link):
    (mail,) = mails_to(NEW)
    assert mail.headers["List-Unsubscribe"] == f"<{settings.BASE_URL}{link}ablehnen/>"
    assert mail.headers["List-Unsubscribe-Post"] == ONE_CLICK
    for text in (mail.text, mail.html):
        assert f"{settings.BASE_URL}{link}ablehnen/" in text
        assert "Geben Sie sie bitte nicht weiter." in text
