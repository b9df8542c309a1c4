"""Wrong and used codes of apps and recovery codes are refused."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import transaction

from accounts.second_factor import codes
from tests.support.database.races import in_turn
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values
from tests.support.people.authenticator import (
    SECOND,
    SET_UP,
    begin_sign_in,
    code_of,
    give_app,
    give_recovery_codes,
    shown_secret,
    wrong_code,
)

NO_CODE = "Bitte geben Sie den Code aus Ihrer App ein."
SIX = "Der Code hat sechs Ziffern."
SIX_OR_EIGHT = "Der Code aus der App hat sechs Ziffern, ein Wiederherstellungscode acht."
WRONG = "Der Code stimmt nicht. Bitte vergleichen Sie ihn noch einmal."
USED = "Dieser Code wurde schon benutzt. Bitte warten Sie auf den nächsten."
RECOVERY_USED = "Dieser Wiederherstellungscode wurde schon benutzt. Bitte nehmen Sie einen anderen."


@dataclass
class Bad:
    name: str
    typed: str
    text: str
    events: tuple = ()


TYPED = [
    Bad("nothing", "", NO_CODE),
    Bad("spaces", "   ", NO_CODE),
    Bad("letters", "abcdef", "?"),
    Bad("five digits", "12345", "?"),
    Bad("other signs", "12345\u00b2x", "?"),
    Bad("null character", "123\x00456", "Nullzeichen sind nicht erlaubt."),
    Bad("far too long", "1" * 31, "?"),
]


@pytest.mark.parametrize("bad", TYPED, ids=lambda bad: bad.name)
def test_a_bad_first_code_is_explained_at_its_field(bad, client, people, events):
    client.force_login(people.anna)
    secret = shown_secret(client.get(SET_UP).content.decode())
    html = client.post(SET_UP, {"code": bad.typed}).content.decode()
    assert problems(html)["code"].startswith(bad.text.replace("?", SIX)[:40])
    assert values(html)["code"] == bad.typed
    assert shown_secret(html) == secret
    assert events() == ["app_refused"]
    assert not people.anna.authenticator_set.exists()


@each("bad", TYPED)
def test_a_bad_second_step_is_explained_and_does_not_count_as_a_try(bad, client, people, events):
    give_app(people.anna)
    begin_sign_in(client, people.anna)
    for _ in range(6):
        html = client.post(SECOND, {"code": bad.typed}).content.decode()
    assert problems(html)["code"].startswith(bad.text.replace("?", SIX_OR_EIGHT)[:40])
    assert values(html)["code"] == bad.typed
    assert "_auth_user_id" not in client.session


def test_a_wrong_first_code_is_refused(client, people, events):
    client.force_login(people.anna)
    secret = shown_secret(client.get(SET_UP).content.decode())
    html = client.post(SET_UP, {"code": wrong_code(secret)}).content.decode()
    assert problems(html) == {"code": WRONG}
    assert events() == ["app_refused"]


def test_after_five_wrong_codes_even_the_right_one_waits(client, people, events):
    secret = give_app(people.anna)
    begin_sign_in(client, people.anna)
    for _ in range(5):
        assert problems(client.post(SECOND, {"code": wrong_code(secret)}).content.decode()) == {"code": WRONG}
    html = client.post(SECOND, {"code": code_of(secret)}).content.decode()
    assert "viele Versuche" in problems(html)["code"]
    assert events() == ["second_factor_rejected"] * 5


def test_other_digits_and_what_people_put_between_them_do_not_matter(client, people):
    secret = give_app(people.anna)
    begin_sign_in(client, people.anna)
    code = code_of(secret).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    client.post(SECOND, {"code": f" {code[:3]}-{code[3:]} "})
    assert client.session["_auth_user_id"] == str(people.anna.pk)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_code_signs_in_once_for_as_long_as_it_is_valid(step, client, people, events):
    secret = give_app(people.anna)
    begin_sign_in(client, people.anna)
    code = code_of(secret, step)
    client.post(SECOND, {"code": code})
    assert client.session["_auth_user_id"] == str(people.anna.pk)

    thief = Client()
    begin_sign_in(thief, people.anna)
    # allauth's own memory of it ends after half a minute.
    cache.delete(f"allauth.mfa.totp.used?user={people.anna.pk}&code={code}")
    assert problems(thief.post(SECOND, {"code": code}).content.decode()) == {"code": USED}
    assert "_auth_user_id" not in thief.session
    assert events()[-1] == "second_factor_rejected"


def test_a_code_is_remembered_for_the_three_steps_in_which_it_is_valid(people):
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    before = timezone.now()
    assert codes.mark_app_code_used(people.anna, "123456")
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM cache WHERE cache_key LIKE %s", ["%used_code%"])
        assert cursor.fetchone()[0] - before > timedelta(seconds=88)
    assert codes.mark_app_code_used(people.vera, "123456")


def test_the_code_that_set_up_the_app_does_not_sign_in(client, people):
    client.force_login(people.anna)
    code = code_of(shown_secret(client.get(SET_UP).content.decode()))
    client.post(SET_UP, {"code": code})
    other = Client()
    begin_sign_in(other, people.anna)
    assert problems(other.post(SECOND, {"code": code}).content.decode()) == {"code": USED}


def test_reauthentication_refuses_a_used_code(client, people):
    secret = give_app(people.anna)
    client.force_login(people.anna, ago=16 * 60)
    code = code_of(secret)
    codes.mark_app_code_used(people.anna, code)
    response = client.post("/konto/bestaetigen/", {"confirm-code": code})
    assert USED in response.content.decode()


def test_of_two_concurrent_uses_of_a_code_one_succeeds(own_database, anna):
    secret = give_app(anna)
    code = code_of(secret)
    browsers = [Client(), Client()]
    for browser in browsers:
        begin_sign_in(browser, anna)

    def pass_with(browser):
        return lambda: browser.post(SECOND, {"code": code}).status_code

    def hold():
        with transaction.atomic():
            assert codes.mark_app_code_used(anna, code)

    assert sorted(in_turn(hold, *map(pass_with, browsers))) == [200, 302]


def test_a_recovery_code_signs_in_once(client, people, events):
    give_app(people.anna)
    recovery = give_recovery_codes(people.anna)
    begin_sign_in(client, people.anna)
    client.post(SECOND, {"code": f"{recovery[0][:4]} {recovery[0][4:]}"})
    assert client.session["_auth_user_id"] == str(people.anna.pk)
    assert "recovery_code_used" in events()

    again = Client()
    begin_sign_in(again, people.anna)
    assert problems(again.post(SECOND, {"code": recovery[0]}).content.decode()) == {"code": RECOVERY_USED}
    again.post(SECOND, {"code": recovery[1]})
    assert again.session["_auth_user_id"] == str(people.anna.pk)
