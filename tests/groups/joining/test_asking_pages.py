"""Where one asks to be let in: by a link that does not admit, or from the directory. Each person has one next action."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Group, Invitation, JoinRequest, Visibility
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import ask, decline, headings, next_actions, rows

pytestmark = pytest.mark.usefixtures("on_request")

PAST = timezone.now() - timedelta(days=1)
DIRECTORY = "/gruppen/lesekreis/zugang/"
ROUTES = {
    "approval": {"needs_approval": True},
    "other domain": {"mail_domains": ["amt.example"]},
    "paused": {"paused_at": PAST},
    "expired": {"expires_at": PAST},
    "revoked": {"revoked_at": PAST},
    "used up": {"max_uses": 3, "uses": 3},
    "directory": {},
}
FOUND = {
    "anonymous": ("Zugang anfragen", "Zugang anfragen", "{asking}"),
    "outsider": ("Zugang anfragen", "Zugang anfragen", "{asking}"),
    "removed": ("Zugang anfragen", "Zugang anfragen", "{asking}"),
    "waiting": ("Ihre Anfrage wartet", "Zu Mein StädteNetz", "/mein/"),
    "declined": ("Ihre Anfrage wurde abgelehnt", "Zu Mein StädteNetz", "/mein/"),
}
NO_REASON = "Bitte schreiben Sie der Gruppenleitung einen Satz."
TOO_LONG = "1 Zeichen zu viel: Es sind 501, möglich sind 500."
BAD = {
    "no reason": ("", NO_REASON),
    "only spaces": (" \n\t ", NO_REASON),
    "a reason too long": ("x" * 501, TOO_LONG),
    "a null character": ("a\0b", "Nullzeichen"),
}


@pytest.fixture
def asking(invitation):
    """The address at which one asks, on a route of this kind."""

    def asking(route):
        if route == "directory":
            return DIRECTORY
        Invitation.objects.update(**ROUTES[route])
        return f"{invitation.get_absolute_url()}anfragen/"

    return asking


@each("who", FOUND)
@each("route", ROUTES)
def test_everybody_finds_one_next_action_and_looking_changes_nothing(route, who, asking, browser_of):
    address, browser = asking(route), browser_of(who)
    before = rows()
    browser.head(address)
    response = browser.get(address)
    html = response.content.decode()
    heading, label, target = FOUND[who]
    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
    assert headings(html, 1) == ["Lesekreis"]
    assert heading in headings(html, 2)
    assert next_actions(html) == [(label, target.format(asking=address))]
    for welcome in ("Schön, wenn Sie kommen!", "lädt Sie ein"):
        assert (welcome in html) == (route in {"approval", "other domain"} and who != "declined")
    assert rows() == before


@each("route", ROUTES)
def test_one_question_is_enough_for_whoever_is_signed_in(route, asking, browser_of, group, carla):
    address, browser = asking(route), browser_of("outsider")
    assert values(browser.get(address).content.decode()) == {"reason": ""}
    arrived = browser.post(address, {"reason": "Ich lese gern."}, follow=True)
    assert arrived.redirect_chain == [(address, 302)]
    html = arrived.content.decode()
    assert "Ihre Anfrage ist bei der Gruppenleitung." in html
    assert "Ihre Anfrage wartet" in headings(html, 2)
    asked = JoinRequest.objects.get()
    assert (asked.group, asked.user, asked.reason, asked.role) == (group, carla, "Ich lese gern.", "member")
    assert not group.memberships.filter(user=carla).exists()


@each("route", ["approval", "directory"])
@each("what", BAD)
def test_a_bad_reason_is_explained_at_its_field_and_asks_nobody(
    what, route, asking, browser_of, carla, events
):
    address, browser = asking(route), browser_of("outsider")
    submitted, text = BAD[what]
    before, already = rows(), len(events())
    response = browser.post(address, {"reason": submitted})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: Zugang anfragen: Lesekreis" in html
    assert problems(html).keys() == {"reason"}
    assert text in problems(html)["reason"]
    assert values(html)["reason"].split() == submitted.split()
    assert events()[already:] == []
    assert rows() == before


def test_a_member_asks_nobody(asking, browser_of):
    browser, before = browser_of("member"), rows()
    for route in ("directory", "approval"):
        address = asking(route)
        Invitation.objects.update(needs_approval=False)
        for method in (browser.get, browser.post):
            assert method(address, {"reason": "Doppelt."})["Location"] == "/gruppen/lesekreis/"
    assert rows() == before


def test_asking_twice_is_one_request(asking, browser_of):
    address, browser = asking("revoked"), browser_of("outsider")
    for reason in ("Erstens.", "Zweitens."):
        browser.post(address, {"reason": reason})
    assert [asked.reason for asked in JoinRequest.objects.all()] == ["Erstens."]


def test_whoever_waits_may_think_better_of_it_and_ask_again(asking, browser_of, events):
    address, browser = asking("approval"), browser_of("waiting")
    html = browser.post(f"{address}zurueckziehen/", follow=True).content.decode()
    assert "Ihre Anfrage ist zurückgezogen." in html
    assert next_actions(html) == [("Zugang anfragen", address)]
    assert (JoinRequest.objects.get().outcome, events()[-1]) == ("withdrawn", "join_withdrawn")
    browser.post(address, {"reason": "Doch."})
    assert list(JoinRequest.objects.order_by("pk").values_list("outcome", flat=True)) == ["withdrawn", ""]


@each("who", ["outsider", "declined", "anonymous"])
def test_whoever_does_not_wait_withdraws_nothing(who, asking, browser_of):
    address, browser = asking("directory"), browser_of(who)
    before = rows()
    page = browser.post(f"{address}zurueckziehen/", follow=True).content.decode()
    assert "zurückgezogen" not in page
    assert browser.get(f"{address}zurueckziehen/").status_code == 405
    assert rows() == before


def test_a_declined_person_reads_the_words_and_from_when_they_may_ask_again(client, group, carla, dora):
    asked = decline(group, carla, dora, "Die Gruppe ist voll, leider.")
    client.force_login(carla)
    html = client.get(DIRECTORY).content.decode()
    assert "„Die Gruppe ist voll, leider.“" in html
    again = timezone.localtime(asked.decided_at + timedelta(days=14))
    assert f"Ab dem {again.day}." in words(html)
    client.post(DIRECTORY, {"reason": "Trotzdem."})
    assert JoinRequest.objects.count() == 1


@each(("days", "may"), [(13, False), (14, True)])
def test_a_declined_person_may_ask_again_after_two_weeks(days, may, client, group, carla, dora):
    decline(group, carla, dora)
    JoinRequest.objects.update(decided_at=timezone.now() - timedelta(days=days, minutes=1))
    client.force_login(carla)
    client.post(DIRECTORY, {"reason": "Noch einmal."})
    assert JoinRequest.objects.waiting().exists() is may


def test_at_a_link_that_admits_everybody_nobody_asks(invitation, browser_of):
    for who in ("anonymous", "outsider", "declined"):
        response = browser_of(who).get(f"{invitation.get_absolute_url()}anfragen/")
        assert response["Location"] == invitation.get_absolute_url()


@each("who", ["anonymous", "outsider"])
def test_nobody_asks_at_a_hidden_group_in_the_directory(who, group, browser_of):
    Group.objects.update(visibility=Visibility.HIDDEN)
    browser, before = browser_of(who), rows()
    for method in (browser.get, browser.post):
        response = method(DIRECTORY, {"reason": "Darf ich?"})
        assert response.status_code == 404
        assert "Lesekreis" not in response.content.decode()
    assert rows() == before


def test_a_link_into_a_hidden_group_still_lets_one_ask(invitation, browser_of):
    Group.objects.update(visibility=Visibility.HIDDEN)
    Invitation.objects.update(revoked_at=PAST)
    browser = browser_of("outsider")
    browser.post(f"{invitation.get_absolute_url()}anfragen/", {"reason": "Ich war eingeladen."})
    assert JoinRequest.objects.get().why == "closed"


@each("who", ["anonymous", "outsider", "waiting"])
def test_an_archived_group_offers_nobody_to_ask(who, group, browser_of):
    Group.objects.update(archived_at=PAST)
    browser = browser_of(who)
    assert headings(browser.get(DIRECTORY).content.decode(), 1) == ["Diese Gruppe ist abgeschlossen"]
    assert DIRECTORY not in browser.get("/gruppen/lesekreis/beitreten/").content.decode()


def test_the_join_address_without_a_public_link_leads_to_the_request(group):
    html = Client().get("/gruppen/lesekreis/beitreten/").content.decode()
    assert next_actions(html) == [("Zugang anfragen", DIRECTORY)]


def test_the_request_of_one_group_does_not_wait_at_another(client, group, other_group, dora):
    ask(group, dora)
    ask(other_group, dora)
    client.force_login(dora)
    client.post("/gruppen/chor/zugang/zurueckziehen/")
    assert [asked.group for asked in JoinRequest.objects.waiting()] == [group]


def test_a_waiting_request_is_shown_on_each_route(asking, browser_of):
    browser = browser_of("waiting")
    pages = [browser.get(address).content.decode() for address in (DIRECTORY, asking("revoked"))]
    assert all("Ihre Anfrage wartet" in headings(html, 2) for html in pages)
    assert all("Ich lese gern." in html for html in pages)


def test_mein_leads_to_the_page_of_a_request_also_of_a_hidden_group(asking, browser_of):
    address, browser = asking("revoked"), browser_of("waiting")
    JoinRequest.objects.update(invitation=Invitation.objects.get())
    for visibility, page in ((Visibility.VISIBLE, DIRECTORY), (Visibility.HIDDEN, address)):
        Group.objects.update(visibility=visibility)
        assert f'<a href="{page}">Lesekreis</a>' in browser.get("/mein/").content.decode()
        html = browser.get(page).content.decode()
        assert "So geht es weiter" in headings(html, 3)
        assert f'action="{page}zurueckziehen/"' in html
