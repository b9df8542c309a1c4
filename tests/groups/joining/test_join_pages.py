"""One address, every state: what each person finds under a link, and the one thing to do next."""

from datetime import timedelta

from django.utils import timezone

from groups.models import Group, Invitation
from tests.support.database.undoing import each
from tests.support.pages.joining import headings, next_actions, rows

PAST = timezone.now() - timedelta(days=1)
POLICIES = {
    "open": {},
    "other domain": {"mail_domains": ["amt.example"]},
    "approval": {"needs_approval": True},
}
DEAD = {
    "paused": ({"paused_at": PAST}, "Diese Einladung ist angehalten"),
    "expired": ({"expires_at": PAST}, "Diese Einladung ist abgelaufen"),
    "revoked": ({"revoked_at": PAST}, "Diese Einladung wurde widerrufen"),
    "used up": ({"max_uses": 3, "uses": 3}, "Diese Einladung ist aufgebraucht"),
}
DELETED = {"archived_at": PAST, "delete_at": PAST, "deleted_at": PAST}
CLOSED_STATES = {
    "archived": ({"archived_at": PAST}, "Diese Gruppe ist abgeschlossen"),
    "deleted": (DELETED, "Diese Gruppe gibt es nicht mehr"),
}
# h2 of the form, label and target of the one next action; {link} and {asking} stand for the two addresses.
JOIN_AS_NEW = ("Beitreten", "Beitreten", "{link}")
JOIN = ("Beitreten", "Beitreten", "{link}beitreten/")
ASK = ("Zugang anfragen", "Zugang anfragen", "{asking}")
WAIT = ("Ihre Anfrage wartet", "Zu Mein StädteNetz", "/mein/")
DECLINED = ("Ihre Anfrage wurde abgelehnt", "Zu Mein StädteNetz", "/mein/")
FOUND = {
    ("open", "anonymous"): JOIN_AS_NEW,
    ("open", "outsider"): JOIN,
    ("open", "waiting"): JOIN,
    ("open", "declined"): JOIN,
    ("open", "removed"): ASK,
    ("other domain", "anonymous"): JOIN_AS_NEW,
    ("other domain", "outsider"): ASK,
    ("other domain", "waiting"): WAIT,
    ("other domain", "declined"): DECLINED,
    ("other domain", "removed"): ASK,
    ("approval", "anonymous"): ASK,
    ("approval", "outsider"): ASK,
    ("approval", "waiting"): WAIT,
    ("approval", "declined"): DECLINED,
    ("approval", "removed"): ASK,
}
OUTSIDE = ("anonymous", "outsider", "waiting", "declined", "removed")


def put_into(state):
    """The link, or its group, is in this state now."""
    fields = POLICIES.get(state) or (DEAD | CLOSED_STATES | {"open": ({"uses": 0},)})[state][0]
    (Group if state in CLOSED_STATES else Invitation).objects.update(**fields)


@each(("state", "who"), FOUND)
def test_an_open_link_leads_to_one_next_action(state, who, invitation, browser_of):
    put_into(state)
    heading, label, target = FOUND[state, who]
    browser = browser_of(who)
    response = browser.get(invitation.get_absolute_url(), follow=True)
    html, link = response.content.decode(), invitation.get_absolute_url()
    assert response.status_code == 200
    assert headings(html, 1) == ["Lesekreis"]
    assert heading in headings(html, 2)
    assert next_actions(html) == [(label, target.format(link=link, asking=f"{link}anfragen/"))]
    assert '<meta name="robots" content="noindex">' in html


@each(("state", "who"), FOUND)
def test_looking_at_an_open_link_changes_nothing(state, who, invitation, browser_of):
    put_into(state)
    browser, before = browser_of(who), rows()
    for method in (browser.get, browser.head):
        response = method(invitation.get_absolute_url(), follow=True)
        assert response["X-Robots-Tag"] == "noindex"
    assert rows() == before


@each("who", OUTSIDE)
@each("state", DEAD)
def test_a_dead_link_says_why_and_offers_to_ask(state, who, invitation, browser_of, events):
    put_into(state)
    browser = browser_of(who)
    before, already = rows(), len(events())
    for method in (browser.head, browser.get):
        response = method(invitation.get_absolute_url())
    html = response.content.decode()
    assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
    assert headings(html, 1) == [DEAD[state][1]]
    assert next_actions(html) == [("Zugang anfragen", f"{invitation.get_absolute_url()}anfragen/")]
    assert "„Lesekreis“" in html
    assert "Schön, wenn Sie kommen!" not in html
    assert events()[already:] == ["invitation_closed"] * 2
    assert rows() == before


@each("who", OUTSIDE)
@each("state", CLOSED_STATES)
@each("step", ["", "anfragen/"])
def test_a_link_into_a_closed_group_says_so_and_leads_home(step, state, who, invitation, browser_of):
    put_into(state)
    browser = browser_of(who)
    before = rows()
    response = browser.get(invitation.get_absolute_url() + step)
    html = response.content.decode()
    assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
    assert headings(html, 1) == [CLOSED_STATES[state][1]]
    assert "Zur Startseite" in html
    assert "Zugang anfragen" not in html
    assert ("Lesekreis" in html) == (state == "archived")
    assert rows() == before


@each("who", [*OUTSIDE, "member"])
def test_an_unknown_key_leads_home(who, invitation, browser_of):
    browser = browser_of(who)
    response = browser.get("/einladung/unbekannt/")
    html = response.content.decode()
    assert (response.status_code, response["X-Robots-Tag"]) == (404, "noindex")
    assert headings(html, 1) == ["Diese Einladung kennen wir nicht"]
    assert "Zur Startseite" in html
    assert "Lesekreis" not in html


@each("state", [*POLICIES, *DEAD, "archived"])
@each("step", ["", "anfragen/", "code/", "anfragen/code/"])
def test_a_member_comes_straight_into_the_group(step, state, invitation, browser_of):
    put_into(state)
    browser, before = browser_of("member"), rows()
    response = browser.get(invitation.get_absolute_url() + step)
    assert (response.status_code, response["Location"]) == (302, "/gruppen/lesekreis/")
    assert rows() == before


def test_a_deleted_group_is_gone_for_its_members_too(invitation, browser_of):
    Group.objects.update(**DELETED)
    response = browser_of("member").get(invitation.get_absolute_url())
    assert response.status_code == 410
    assert headings(response.content.decode(), 1) == ["Diese Gruppe gibt es nicht mehr"]


@each(
    ("why", "fields", "said"),
    [
        ("domain", {"mail_domains": ["amt.example", "kreis.example"]}, "von amt.example oder kreis.example"),
        ("towns", {"member_towns_only": True}, "von einer Mitgliedstadt"),
        ("approval", {"needs_approval": True}, "In diese Gruppe kommen Sie auf Anfrage."),
        ("closed", {"revoked_at": PAST}, "Dieser Link gilt nicht mehr."),
    ],
)
def test_the_page_of_the_request_says_why_one_has_to_ask(why, fields, said, invitation, browser_of):
    Invitation.objects.update(**fields)
    html = browser_of("outsider").get(f"{invitation.get_absolute_url()}anfragen/").content.decode()
    assert said in html


def test_a_removed_person_reads_why_they_have_to_ask(invitation, browser_of):
    html = browser_of("removed").get(invitation.get_absolute_url(), follow=True).content.decode()
    assert "Ihre frühere Mitgliedschaft hat die Gruppenleitung beendet." in html


def test_a_paused_link_lets_in_again_when_it_is_resumed(invitation, browser_of):
    browser = browser_of("outsider")
    Invitation.objects.update(paused_at=PAST)
    assert browser.post(f"{invitation.get_absolute_url()}beitreten/").status_code == 410
    Invitation.objects.update(paused_at=None)
    assert browser.post(f"{invitation.get_absolute_url()}beitreten/").status_code == 302
    assert invitation.memberships.count() == 1
