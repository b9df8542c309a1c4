"""How to join a group of the directory, for each join policy; and joining one that is open to all."""

import pytest
from django.utils import timezone

from accounts.models import ConsentText
from groups.models import Invitation, JoinRequest
from tests.support.database.undoing import each
from tests.support.mails.mailings import email_invitation, invite, is_member, rows, set_group
from tests.support.pages.client import Client
from tests.support.pages.joining import ask, headings, next_actions, remove, second_factor_of

IN, ASKING, HOME = "/gruppen/lesekreis/beitreten/", "/gruppen/lesekreis/zugang/", "/gruppen/lesekreis/"
PUBLIC = "/einladung/oeffentlich/"
POLICIES = ("invitation", "request", "open")
WHO = ("anonymous", "outsider", "removed")
NOWHERE, ASK = (200, []), (200, [("Zugang anfragen", ASKING)])
JOIN = {
    "anonymous": (200, [("Beitreten", IN)]),
    "outsider": (200, [("Beitreten", f"{IN}jetzt/")]),
    "removed": ASK,
}
BY_PUBLIC = {
    "anonymous": (200, [("Beitreten", PUBLIC)]),
    "outsider": (200, [("Beitreten", f"{PUBLIC}beitreten/")]),
    "removed": (200, [("Zugang anfragen", f"{PUBLIC}anfragen/")]),
}
# (address, policy, whether there is a public invitation) to status and red buttons, the same for all or for each.
FOUND = {
    (IN, "invitation", False): dict.fromkeys(WHO, NOWHERE),
    (IN, "request", False): dict.fromkeys(WHO, ASK),
    (IN, "open", False): JOIN,
    (IN, "invitation", True): BY_PUBLIC,
    (IN, "request", True): BY_PUBLIC,
    (IN, "open", True): BY_PUBLIC,
    (ASKING, "invitation", False): dict.fromkeys(WHO, NOWHERE),
    (ASKING, "request", False): dict.fromkeys(WHO, ASK),
    (ASKING, "open", False): JOIN,
    (ASKING, "invitation", True): BY_PUBLIC,
    (ASKING, "request", True): dict.fromkeys(WHO, ASK),
    (ASKING, "open", True): BY_PUBLIC | {"removed": ASK},
}
STEPS = ("", "jetzt/", "code/", "neuer-code/", "andere-adresse/", "bestaetigen/falsch/")


@pytest.fixture
def open_group(group):
    set_group(join_policy="open")
    group.refresh_from_db()
    return group


def publish(group):
    Invitation.objects.create(group=group, key="oeffentlich", label="Öffentlich", is_public=True)


@each("who", WHO)
@each(("address", "policy", "public"), FOUND)
def test_each_route_leads_to_one_next_action(address, policy, public, who, group, browser_of):
    set_group(join_policy=policy)
    if public:
        publish(group)
    browser = browser_of(who)
    before = rows()
    response = browser.get(address, follow=True)
    html = response.content.decode()
    assert (response.status_code, next_actions(html)) == FOUND[address, policy, public][who]
    assert headings(html, 1) == ["Lesekreis"]
    assert response["X-Robots-Tag"] == "noindex"
    assert rows() == before


@each("policy", POLICIES)
@each("address", [IN, ASKING])
@each("state", [{}, {"visibility": "hidden"}, {"archived_at": timezone.now()}])
def test_each_route_leads_a_member_into_the_group(state, address, policy, group, browser_of):
    set_group(join_policy=policy, **state)
    browser, before = browser_of("member"), rows()
    assert browser.get(address)["Location"] == HOME
    assert browser.post(address)["Location"] == HOME
    assert rows() == before


@each("who", WHO)
@each("policy", POLICIES)
@each("public", [True, False])
def test_a_hidden_group_has_no_routes(public, policy, who, group, browser_of):
    set_group(join_policy=policy, visibility="hidden")
    if public:
        publish(group)
    browser = browser_of(who)
    before = rows()
    for address in (*(f"{IN}{step}" for step in STEPS), ASKING, f"{ASKING}code/"):
        for method in (browser.get, browser.post):
            response = method(address)
            assert response.status_code in {404, 405}
            assert "Lesekreis" not in response.content.decode()
    assert rows() == before


@each("who", WHO)
@each("policy", POLICIES)
def test_an_archived_group_takes_nobody_in(policy, who, group, browser_of, submitted):
    set_group(join_policy=policy, archived_at=timezone.now())
    publish(group)
    browser = browser_of(who)
    before = rows()
    for address in (IN, ASKING, f"{IN}code/", f"{IN}bestaetigen/falsch/"):
        for response in (browser.get(address), browser.post(address, submitted)):
            assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
            assert headings(response.content.decode(), 1) == ["Diese Gruppe ist abgeschlossen"]
            assert next_actions(response.content.decode()) == []
    assert browser.post(f"{IN}jetzt/").status_code == 410
    assert rows() == before


@each("policy", ["invitation", "request"])
@each("who", WHO)
def test_nobody_just_joins_a_group_that_is_not_open(who, policy, group, browser_of, submitted):
    set_group(join_policy=policy)
    browser = browser_of(who)
    before = rows()
    for step in STEPS:
        assert browser.post(f"{IN}{step}", submitted).status_code in {200, 302}
    assert rows() == before


@each("way", ["code", "link"])
@each("browser", ["same", "another"])
@each("who", ["new", "existing", "second factor"])
def test_everybody_can_join_an_open_group(who, browser, way, client, open_group, submitted, carla, confirm):
    email = submitted["email"] if who == "new" else carla.email
    passing = second_factor_of(carla) if who == "second factor" else ""
    there = client if browser == "same" else Client()
    assert client.post(IN, submitted | {"email": email})["Location"] == IN
    assert "Fast geschafft" in headings(client.get(IN).content.decode(), 2)
    response = confirm(way, there, IN, email)
    if passing:
        assert response["Location"].startswith("/konto/zweiter-faktor/")
        assert not is_member(email)
        response = there.post(response["Location"], {"code": passing})
    response = there.get(response["Location"], follow=True)
    assert response.redirect_chain[-1] == (HOME, 302)
    membership = open_group.memberships.get(user__email=email)
    assert (membership.role, membership.invitation) == ("member", None)
    assert membership.user.consents.get().text == ConsentText.objects.current()
    assert there.session["_auth_user_id"] == str(membership.user.pk)
    assert (membership.user.name == "Nina Neu") is (who == "new")


def test_whoever_is_signed_in_joins_with_one_press(open_group, signed_in, carla):
    browser = signed_in(carla)
    response = browser.post(f"{IN}jetzt/", follow=True)
    assert response.redirect_chain[-1] == (HOME, 302)
    assert "Willkommen, Carla Carlasen!" in response.content.decode()
    browser.post(f"{IN}jetzt/")
    assert open_group.memberships.filter(user=carla).count() == 1


def test_pressing_without_being_signed_in_joins_nobody(client, open_group):
    before = rows()
    assert client.post(f"{IN}jetzt/")["Location"] == IN
    assert client.get(f"{IN}jetzt/").status_code == 405
    assert rows() == before


def test_a_form_without_csrf_token_is_refused(open_group, carla, submitted):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(carla)
    assert browser.post(f"{IN}jetzt/").status_code == 403
    assert Client(enforce_csrf_checks=True).post(IN, submitted).status_code == 403
    assert not is_member(carla.email)


def test_joining_settles_a_request_and_a_mailed_invitation(open_group, carla, dora, signed_in):
    asked = ask(open_group, carla)
    invite(open_group, dora, carla.email)
    signed_in(carla).post(f"{IN}jetzt/")
    asked.refresh_from_db()
    assert asked.outcome == "settled"
    assert email_invitation(carla.email).accepted_at


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_removed_person_comes_back_only_by_asking(
    signed_in, client, open_group, carla, dora, submitted, mailed_code
):
    remove(open_group, carla, dora)
    if signed_in:
        client.force_login(carla)
        arrived = client.post(f"{IN}jetzt/", follow=True)
    else:
        client.post(IN, submitted | {"email": carla.email})
        arrived = client.post(f"{IN}code/", {"code": mailed_code()}, follow=True)
    assert arrived.redirect_chain[-1] == (ASKING, 302)
    assert "Ihre frühere Mitgliedschaft hat die Gruppenleitung beendet." in arrived.content.decode()
    assert not is_member(carla.email)
    client.post(ASKING, {"reason": "Es tut mir leid."})
    assert JoinRequest.objects.get().why == "removed"
