"""The demo's people who lead, moderate or edit have a second factor, and the mailbox page shows its number."""

import json
import re
import time
from datetime import UTC, datetime
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.template import engines

from accounts.models import SiteRole, User
from demo.load.people import PASSWORD
from groups.models import Group, Membership, Role
from home.navigation import Navigation
from tests.support.pages.forms import words
from tests.support.people.authenticator import code_at, give_app

MAILBOX = "/-/mailbox/"
SECOND_STEP = "/konto/zweiter-faktor/"
BEGINNING = 1_800_000_000


@pytest.fixture
def now(monkeypatch):
    """Stops the clock of the second factor, at the beginning of a number's thirty seconds."""
    at = [BEGINNING]
    monkeypatch.setattr(time, "time", lambda: at[0])
    return at


def secrets(settings):
    call_command("load_demo")
    accounts = json.loads((settings.VAR / "demo.json").read_text())["accounts"]
    return {one["email"]: one["totp_secret"] for one in accounts}


def digits(secret, at):
    code = code_at(secret, at)
    return f"{code[:3]} {code[3:]}"


def shown(client):
    """{address: number} as the mailbox page shows it."""
    html = unescape(client.get(MAILBOX).content.decode())
    items = re.findall(r'<li class="factors__item">.*?</li>', html, re.DOTALL)
    return {re.search(r"[^\s>]+@[^\s<]+", item)[0]: re.search(r"\d{3} \d{3}", item)[0] for item in items}


def test_whoever_has_a_role_has_a_secret_and_nobody_else(demo, settings):
    stored = secrets(settings)
    tending = Membership.objects.filter(role__in=[Role.LEAD, Role.MODERATOR])
    has_role = User.objects.exclude(site_role="") | User.objects.filter(pk__in=tending.values("user"))
    assert {email for email, secret in stored.items() if secret} == {user.email for user in has_role}
    assert len({secret for secret in stored.values() if secret}) == has_role.count() == 3


def test_a_lead_without_a_role_on_the_site_gets_one_at_the_next_start(demo, settings):
    assert secrets(settings)["jonas@example.org"] is None
    Membership.objects.filter(user__email="jonas@example.org").update(role=Role.LEAD)
    assert secrets(settings)["jonas@example.org"]


def test_a_demo_loaded_before_there_were_second_factors_gets_them(demo, settings):
    Authenticator.objects.all().delete()
    assert secrets(settings)["hanna@example.org"]


def test_the_next_start_tells_the_same_secrets(demo, settings):
    assert secrets(settings) == secrets(settings)


def test_the_number_on_the_page_passes_the_second_step_once(demo, client, now):
    hanna = User.objects.get(email="hanna@example.org")
    hanna.set_password(PASSWORD)
    hanna.save()
    number = shown(client)[hanna.email]
    submitted = {"email": hanna.email, "password": PASSWORD}
    assert client.post("/konto/anmelden/", submitted)["Location"] == SECOND_STEP
    assert f'href="{MAILBOX}#zweiter-faktor" target="_blank"' in client.get(SECOND_STEP).content.decode()
    assert client.post(SECOND_STEP, {"code": number})["Location"] == "/mein/"
    client.post("/konto/abmelden/")
    client.post("/konto/anmelden/", submitted)
    assert 'id="id_code_error"' in client.post(SECOND_STEP, {"code": number}).content.decode()


def test_the_mailbox_shows_the_numbers_of_this_moment(demo, settings, client, now):
    stored = {email: secret for email, secret in secrets(settings).items() if secret}
    for at in (BEGINNING, BEGINNING + 29.75, BEGINNING + 30):
        now[0] = at
        assert shown(client) == {email: digits(secret, at) for email, secret in stored.items()}


def test_it_tells_who_they_are_and_how_long_the_numbers_are_good(demo, settings, client, now):
    now[0] = datetime(2026, 11, 22, 8, 30, 12, 500_000, tzinfo=UTC).timestamp()
    page = client.get(MAILBOX).content.decode()
    told = words(page)
    assert "Verwaltung, Gruppenleitung hanna@example.org" in told
    assert "Site-Moderation, Gruppenmoderation farid@example.org" in told
    assert "Redaktion mara@example.org" in told
    assert 'data-factors="17500"' in page
    assert '<time datetime="2026-11-22T09:30:30+01:00">09:30:30</time>' in page


def test_nobody_elses_number_is_shown_or_told(demo, settings, client, anna, vera):
    Group.objects.get(slug="engagiertes-quartier").admit(anna, Role.LEAD)
    secret = give_app(anna)
    assert set(shown(client)) == {"hanna@example.org", "farid@example.org", "mara@example.org"}
    assert not {anna.email, vera.email} & set(secrets(settings))
    assert secret not in (settings.VAR / "demo.json").read_text()
    assert not Authenticator.objects.filter(user=vera).exists()
    assert vera.site_role == SiteRole.ADMIN


def test_outside_the_demo_nothing_is_shown_and_nothing_hinted_at(demo, settings, client, rf):
    tag = engines["django"].from_string(
        "{% load demo_tags %}{% second_factor_numbers as numbers %}{{ numbers }}"
    )
    assert "Hanna Musterle" in tag.render()
    hint = engines["django"].get_template("accounts/sign_in/second_step.html")
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    with_app = {"form": {"has_app": True}, "navigation": Navigation(request)}
    assert MAILBOX in hint.render({"demo": True, **with_app})
    settings.DEMO = False
    assert tag.render() == "None"
    assert MAILBOX not in hint.render({"demo": settings.DEMO, **with_app})
    assert client.get(MAILBOX).status_code == 404


def test_the_list_costs_the_same_however_many_it_holds(demo, settings, client, django_assert_num_queries):
    secrets(settings)
    with django_assert_num_queries(3):
        engines["django"].from_string("{% load demo_tags %}{% second_factor_numbers %}").render()
    Membership.objects.update(role=Role.LEAD)
    secrets(settings)
    with django_assert_num_queries(3):
        engines["django"].from_string("{% load demo_tags %}{% second_factor_numbers %}").render()
    assert len(shown(client)) == User.objects.filter(memberships__isnull=False).distinct().count()
