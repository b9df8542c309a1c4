"""Codes and mailed links that do not work any more: guessed too often, too old, used, forged, of another invitation."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from accounts.models import ConsentText, User
from groups.models import Invitation, PendingSignup
from groups.models.pending_signup import SALT
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, words

pytestmark = pytest.mark.usefixtures("ulm")

NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."
SPENT = "Der Code war fünfmal falsch und gilt nicht mehr. Bitte lassen Sie sich einen neuen senden."
EXPIRED = "Der Code ist abgelaufen. Bitte lassen Sie sich einen neuen senden."
NINA = "nina@stadt.example"


@pytest.fixture
def other_invitation(group):
    return Invitation.objects.create(group=group, label="Newsletter")


@pytest.fixture
def waiting_code(client, invitation, submitted, mailed_code):
    """Nina has asked for a code in this browser; returns it."""
    client.post(invitation.get_absolute_url(), submitted)
    return mailed_code()


def post_code(browser, invitation, **fields):
    return browser.post(f"{invitation.get_absolute_url()}code/", fields)


def is_in(browser):
    return "_auth_user_id" in browser.session


def heading(response):
    return words(response.content.decode().partition('<div class="invite__form">')[2].partition("</h2>")[0])


def wrong_codes(code, number):
    return [f"{(int(code) + n) % 1_000_000:06}" for n in range(1, number + 1)]


def test_the_fifth_wrong_code_ends_it_for_every_browser_but_not_for_the_mailed_link(
    client, invitation, waiting_code, mailed_link, events
):
    said = [
        problems(post_code(client, invitation, code=code).content.decode())["code"]
        for code in wrong_codes(waiting_code, 6)
    ]
    assert all(text.startswith("Der Code stimmt nicht.") for text in said[:4])
    assert said[4:] == [SPENT, SPENT]

    assert problems(post_code(client, invitation, code=waiting_code).content.decode()) == {"code": SPENT}
    other = Client()
    elsewhere = post_code(other, invitation, email=NINA, code=waiting_code)
    assert problems(elsewhere.content.decode()) == {"code": NEITHER}
    assert not is_in(client)
    assert not is_in(other)
    assert events().count("join_code_rejected") == 8
    assert PendingSignup.objects.get().attempts == 5

    other.post(mailed_link())
    assert is_in(other)


def test_wrong_codes_of_several_browsers_are_counted_together(client, invitation, waiting_code):
    for code in wrong_codes(waiting_code, 5):
        post_code(Client(), invitation, email=NINA, code=code)
    assert problems(post_code(client, invitation, code=waiting_code).content.decode()) == {"code": SPENT}


def test_an_expired_code_says_so_and_a_new_one_works(client, invitation, waiting_code, mailed_code):
    PendingSignup.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert problems(post_code(client, invitation, code=waiting_code).content.decode()) == {"code": EXPIRED}
    other = Client()
    elsewhere = post_code(other, invitation, email=NINA, code=waiting_code)
    assert problems(elsewhere.content.decode()) == {"code": NEITHER}
    assert not is_in(client)
    assert not is_in(other)

    client.post(f"{invitation.get_absolute_url()}neuer-code/")
    post_code(client, invitation, code=mailed_code())
    assert is_in(client)


def test_a_code_lasts_a_quarter_of_an_hour_and_a_link_a_day(invitation):
    who = {"email": NINA, "name": "Nina", "place": "", "consent_text": ConsentText.objects.current()}
    pending, _ = PendingSignup.start(group=invitation.group, invitation=invitation, **who)
    age = pending.expires_at - pending.created_at
    assert timedelta(minutes=14, seconds=59) < age < timedelta(minutes=15, seconds=1)
    for hours, refusal in ((23, None), (24, "expired")):
        pending.created_at = timezone.now() - timedelta(hours=hours)
        assert pending.refusal_of_link == refusal


def test_a_used_code_lets_nobody_in(client, group, invitation, waiting_code):
    post_code(client, invitation, code=waiting_code)
    client.post("/konto/abmelden/")
    for browser in (client, Client()):
        page = post_code(browser, invitation, email=NINA, code=waiting_code).content.decode()
        assert problems(page) == {"code": NEITHER}
        assert not is_in(browser)


def test_a_code_of_one_invitation_does_not_work_on_another(
    client, invitation, other_invitation, waiting_code, events
):
    for browser in (client, Client()):
        response = post_code(browser, other_invitation, email=NINA, code=waiting_code)
        assert problems(response.content.decode()) == {"code": NEITHER}
        assert not is_in(browser)
    assert events() == ["join_code_rejected", "join_code_rejected"]
    assert PendingSignup.objects.get().attempts == 0


def token_of(link):
    return link.rstrip("/").rpartition("/")[2]


def forged(link):
    return f"{link[:-2]}{'a' if link[-2] != 'a' else 'b'}/"


def with_another_salt(link):
    return link.replace(token_of(link), signing.dumps(PendingSignup.objects.get().pk, salt="something.else"))


def cut_off(link):
    return f"{link[:-6]}/"


def of_nobody(link):
    return link.replace(token_of(link), signing.dumps(0, salt=SALT))


def with_a_null_character(link):
    return f"{link[:-1]}%00/"


@each("change", [forged, with_another_salt, cut_off, of_nobody, with_a_null_character])
def test_a_mailed_link_that_is_not_ours_is_called_incomplete(
    change, client, invitation, waiting_code, mailed_link
):
    for browser in (client, Client()):
        for method in (browser.get, browser.post):
            response = method(change(mailed_link()))
            assert response.status_code == 200
            assert heading(response) == "Dieser Link ist unvollständig"
        assert not is_in(browser)
    assert not User.objects.filter(email=NINA).exists()
    assert PendingSignup.objects.get().used_at is None


def test_a_mailed_link_does_not_work_on_another_invitation(
    client, invitation, other_invitation, waiting_code, mailed_link
):
    moved = mailed_link().replace(invitation.key, other_invitation.key)
    assert heading(client.post(moved)) == "Dieser Link ist unvollständig"
    assert not is_in(client)
    client.post(mailed_link())
    assert is_in(client)


def test_an_old_mailed_link_says_so_and_leads_to_a_new_code(client, invitation, waiting_code, mailed_link):
    PendingSignup.objects.update(created_at=timezone.now() - timedelta(hours=24, seconds=1))
    for browser in (client, Client()):
        for method in (browser.get, browser.post):
            response = method(mailed_link())
            assert heading(response) == "Dieser Link ist abgelaufen"
            assert f'href="{invitation.get_absolute_url()}"' in response.content.decode()
        assert not is_in(browser)


def test_a_used_mailed_link_lets_nobody_in_and_leads_to_the_sign_in(
    client, invitation, waiting_code, mailed_link, events
):
    client.post(mailed_link())
    other = Client()
    for method in (other.get, other.post):
        response = method(mailed_link())
        assert heading(response) == "Schon bestätigt"
        sign_in = f"/konto/anmelden/?next={invitation.get_absolute_url()}"
        assert f'href="{sign_in}"' in response.content.decode()
    assert not is_in(other)
    assert events().count("join_code_rejected") == 1


def test_the_code_of_a_used_link_is_used_as_well(client, invitation, waiting_code, mailed_link):
    Client().post(mailed_link())
    post_code(client, invitation, email=NINA, code=waiting_code)
    assert not is_in(client)
