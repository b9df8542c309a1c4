"""The text that stood on the page and the time are stored, whichever way somebody comes in."""

from html import unescape

import pytest
from django.utils import timezone

from accounts.models import ConsentText, User
from groups.models import JoinPolicy
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values
from tests.support.people.consent import NEW, agreed, publish

pytestmark = pytest.mark.usefixtures("ulm")
JOIN_URL, ASKING = "/gruppen/lesekreis/beitreten/", "/gruppen/lesekreis/zugang/"
CHANGED = "Der Text der Einwilligung hat sich gerade geändert. Bitte lesen Sie ihn noch einmal."


@pytest.fixture
def open_to_all(group):
    group.join_policy = JoinPolicy.OPEN
    group.save(update_fields=["join_policy"])


def assert_agreed(user, text, since):
    consent = user.consents.get()
    assert consent.text == text
    assert since <= consent.given_at <= timezone.now()


@pytest.mark.parametrize("way", ["code", "link"])
@pytest.mark.parametrize("who", ["new", "existing"])
@pytest.mark.parametrize("at", ["link", "open group", "request"])
def test_whoever_confirms_an_address(
    at, who, way, client, group, invitation, submitted, carla, confirm, request
):
    text = publish()
    if at != "link":
        invitation.delete()
        request.getfixturevalue("open_to_all" if at == "open group" else "on_request")
    route = {"link": f"/einladung/{invitation.key}/", "open group": JOIN_URL, "request": ASKING}[at]
    submitted |= {"reason": "Bitte."} if at == "request" else {}
    submitted |= {"email": carla.email} if who == "existing" else {}
    client.post(route, submitted)
    user = User.objects.filter(email=submitted["email"]).first()
    assert user is None or not user.consents.exists()
    since = timezone.now()
    confirm(way, client, route, submitted["email"])
    assert_agreed(User.objects.get(email=submitted["email"]), text, since)


@pytest.mark.parametrize("at", ["link", "open group", "request"])
def test_whoever_is_signed_in(at, client, group, invitation, carla, request):
    text, since = publish(), timezone.now()
    client.force_login(carla, consent=False)
    if at != "link":
        invitation.delete()
        request.getfixturevalue("open_to_all" if at == "open group" else "on_request")
    route = {"link": f"/einladung/{invitation.key}/", "open group": JOIN_URL, "request": ASKING}[at]
    html = client.get(route).content.decode()
    assert NEW in html
    assert f'name="consent_text" value="{text.pk}"' in html
    step = {"link": "beitreten/", "open group": "jetzt/", "request": ""}[at]
    client.post(route + step, {"reason": "Bitte."})
    assert_agreed(carla, text, since)


def test_a_text_that_changed_between_form_and_code_is_not_the_one_agreed_to(
    client, invitation, submitted, mailed_code
):
    former = ConsentText.objects.current()
    client.post(invitation.get_absolute_url(), submitted)
    publish()
    arrived = client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()}, follow=True)
    assert agreed(User.objects.get(email=submitted["email"])) == [former]
    assert arrived.redirect_chain[-1][0].startswith("/konto/einwilligung/?next=")


@each("forged", ["", "0", "-1", "eins", "9" * 40, "1\0", "former", None])
def test_a_form_with_another_text_comes_back_with_what_was_typed(
    forged, client, invitation, submitted, events
):
    former = ConsentText.objects.current()
    text = publish()
    sent = submitted | {"consent_text": str(former.pk) if forged == "former" else forged}
    if forged is None:
        del sent["consent_text"]
        sent = sent | {"consent_text": ""}
    html = client.post(invitation.get_absolute_url(), sent).content.decode()
    assert values(html) == submitted | {"consent": ""}
    assert problems(html) == {"consent": CHANGED}
    assert NEW in unescape(html)
    assert f'name="consent_text" value="{text.pk}"' in html
    assert "consent_text_changed" in events()
    client.post(invitation.get_absolute_url(), submitted)
    assert client.get(invitation.get_absolute_url()).content.decode().count(">Code bestätigen<") == 1


def test_one_click_with_an_old_text_shows_the_new_one_first(client, invitation, carla):
    former = ConsentText.objects.current()
    publish()
    client.force_login(carla, consent=False)
    join = f"{invitation.get_absolute_url()}beitreten/"
    html = client.post(join, {"consent_text": former.pk}, follow=True).content.decode()
    assert CHANGED in html
    assert NEW in html
    assert not carla.memberships.exists()
    assert not carla.consents.exists()


@pytest.mark.usefixtures("on_request")
def test_asking_with_an_old_text_keeps_the_reason(client, carla):
    former = ConsentText.objects.current()
    publish()
    client.force_login(carla, consent=False)
    html = client.post(ASKING, {"reason": "Mein Grund.", "consent_text": former.pk}).content.decode()
    assert (CHANGED in html, values(html)["reason"]) == (True, "Mein Grund.")
    assert not carla.join_requests.exists()


def test_two_clicks_at_once_are_one_consent(invitation, carla):
    browser = Client()
    browser.force_login(carla, consent=False)
    for _ in range(2):
        browser.post(f"{invitation.get_absolute_url()}beitreten/")
    assert agreed(carla) == [ConsentText.objects.current()]
