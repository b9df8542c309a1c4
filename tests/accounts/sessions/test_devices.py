"""The list of devices, and signing them out."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Session
from accounts.sessions.devices import device_name
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from tests.support.pages.forms import words

PAGE = "/konto/sicherheit/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"
HOSTILE = {
    "long": "Firefox/" + "9" * 10_000,
    "HTML": "<script>alert(1)</script> Firefox/1 Windows",
    "control characters": "\x00\x1b[31mFirefox/1\x07",
    "right to left": "\u202eswodniW Firefox/1\u202c",
    "nothing": "",
}


def sign_in(user, agent=FIREFOX, **fields):
    browser = Client(headers={"User-Agent": agent})
    answer = browser.post("/konto/anmelden/", {"email": user.email, "password": PASSWORD} | fields)
    assert answer.status_code == 302
    return browser


def key_of(browser):
    return browser.cookies["sessionid"].value


def row_of(browser):
    return Session.objects.get(pk=key_of(browser))


def is_in(browser):
    return browser.get("/konto/").status_code == 200


def sign_out(browser, row):
    return browser.post(f"/konto/geraete/{row.number}/abmelden/")


def listed(browser):
    html = browser.get(PAGE).content.decode().partition('id="geraete"')[2]
    return re.findall(r"<h3>(.*?)</h3>", html)


def test_this_device_comes_first_and_no_page_holds_a_key(anna, ben):
    here, there, _ = sign_in(anna), sign_in(anna, SAFARI), sign_in(ben)
    page = here.get(PAGE).content.decode()
    assert listed(here) == [
        'Firefox auf Windows <span class="tag tag--ok">dieses Gerät</span>',
        "Safari auf iPhone",
    ]
    assert listed(there)[0].startswith("Safari auf iPhone <span")
    assert key_of(here) not in page
    assert key_of(there) not in page
    assert str(row_of(there).number) in page
    assert str(row_of(here).number) not in page


def test_a_single_device_has_nothing_to_sign_out(anna):
    assert "abmelden/" not in sign_in(anna).get(PAGE).content.decode().split('id="geraete"')[1]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=59), "in der letzten Stunde"),
        (timedelta(minutes=61), "vor etwa einer Stunde"),
        (timedelta(hours=5, minutes=1), "vor etwa 5 Stunden"),
    ],
)
def test_when_a_device_was_last_active_is_told_in_hours(anna, ago, words):
    here, there = sign_in(anna), sign_in(anna, SAFARI)
    Session.objects.filter(pk=key_of(there)).update(seen_at=timezone.now() - ago)
    assert f"Zuletzt aktiv {words}" in here.get(PAGE).content.decode()


def test_after_a_day_the_date_is_told(anna):
    here, there = sign_in(anna), sign_in(anna, SAFARI)
    seen = timezone.now() - timedelta(days=2)
    Session.objects.filter(pk=key_of(there)).update(seen_at=seen)
    assert f"Zuletzt aktiv am {timezone.localtime(seen).day}. " in here.get(PAGE).content.decode()


def test_the_list_says_whether_a_device_is_kept(anna, emil):
    sign_in(anna, other_device="on")
    page = words(sign_in(anna).get(PAGE).content.decode())
    assert page.count("Bleibt angemeldet bis ") == page.count("bis der Browser geschlossen wird") == 1
    browser = Client()
    browser.force_login(emil)
    page = words(browser.get(PAGE).content.decode())
    ends = timezone.localtime(row_of(browser).signed_in_at + timedelta(hours=12))
    assert f"{ends:%H:%M} Uhr; nach 60 Minuten, in denen Sie nichts tun" in page


def test_the_list_costs_the_same_for_2_and_for_20(anna, django_assert_max_num_queries):
    here = sign_in(anna)
    sign_in(anna)
    with django_assert_max_num_queries(50) as few:
        here.get(PAGE)
    for _ in range(18):
        Client().force_login(anna)
    with django_assert_max_num_queries(len(few)):
        assert len(listed(here)) == 20


def test_signing_a_device_out_ends_that_one_only(anna, events):
    here, there, third = sign_in(anna), sign_in(anna, SAFARI), sign_in(anna)
    answer = sign_out(here, row_of(there))
    assert answer["Location"] == f"{PAGE}#geraete"
    assert "Safari auf iPhone ist abgemeldet." in here.get(PAGE).content.decode()
    assert [is_in(browser) for browser in (here, there, third)] == [True, False, True]
    assert "device_signed_out" in events()


def test_signing_out_twice_is_no_error(anna):
    here, there = sign_in(anna), sign_in(anna)
    row = row_of(there)
    assert [sign_out(here, row).status_code for _ in range(2)] == [302, 302]
    assert sign_out(here, Session(number=uuid4())).status_code == 302
    assert is_in(here)


def test_signing_out_elsewhere_keeps_this_device_and_those_of_others(anna, ben, events):
    here, there, third, of_ben = sign_in(anna), sign_in(anna), sign_in(anna), sign_in(ben)
    assert here.post("/konto/geraete/abmelden/").status_code == 302
    assert [is_in(browser) for browser in (here, there, third, of_ben)] == [True, False, False, True]
    assert "devices_signed_out" in events()


def test_a_device_of_another_user_is_404_and_stays(anna, ben):
    here, of_ben = sign_in(anna), sign_in(ben)
    assert sign_out(here, row_of(of_ben)).status_code == 404
    assert sign_out(here, row_of(here)).status_code == 404
    assert is_in(of_ben)
    assert is_in(here)


@pytest.mark.parametrize("number", ["1", "x", "../..", "%00", "00000000-0000-0000-0000-00000000000g"])
def test_a_forged_number_is_not_found(anna, number):
    assert sign_in(anna).post(f"/konto/geraete/{number}/abmelden/").status_code == 404


def test_get_signs_nobody_out(anna):
    here, there = sign_in(anna), sign_in(anna)
    assert here.get(f"/konto/geraete/{row_of(there).number}/abmelden/").status_code == 405
    assert here.get("/konto/geraete/abmelden/").status_code == 405
    assert is_in(there)


def test_a_form_of_another_site_signs_nobody_out(anna):
    here, there = sign_in(anna), sign_in(anna)
    strange = Client(enforce_csrf_checks=True)
    strange.cookies = here.cookies
    assert sign_out(strange, row_of(there)).status_code == 403
    assert strange.post("/konto/geraete/abmelden/").status_code == 403
    assert is_in(there)


@pytest.mark.parametrize("agent", HOSTILE.values(), ids=HOSTILE)
def test_of_any_user_agent_a_few_words_are_kept(anna, agent):
    here = sign_in(anna, agent)
    assert re.fullmatch(r"(Firefox|Unbekannter Browser)( auf Windows)?", row_of(here).device)
    page = here.get(PAGE).content.decode()
    assert "alert" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_every_name_of_a_device_fits_its_column():
    longest = Session._meta.get_field("device").max_length
    assert len(device_name("SamsungBrowser CrOS")) <= longest
    assert device_name("curl/8") == "Unbekannter Browser"
