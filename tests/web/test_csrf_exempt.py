"""A page of a sibling subdomain can post to addresses exempt from the CSRF check: nothing is counted or proved there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import get_resolver
from django.utils import timezone

from accounts.models import Consent, ConsentText, Session
from tests.support.mails.mailings import NEW, invite, link_to
from tests.support.pages.client import Client
from tests.support.people import consent

EXEMPT = {"groups:invitation-decline", "newsletter:unsubscribe"}


@pytest.fixture
def address(group, dora):
    invite(group, dora, NEW)
    return f"{link_to(NEW)}ablehnen/"


@pytest.fixture
def browser(signed_in, dora):
    return signed_in(dora, enforce_csrf_checks=True, headers={"Sec-Fetch-Mode": "navigate"})


def exempt_views(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from exempt_views(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif getattr(pattern.callback, "csrf_exempt", False):
            yield f"{prefix}{pattern.name}"


def test_each_exempt_address_is_listed():
    """Wagtail's API for its own pages is exempt, too, and checks the token itself."""
    exempt = {name for name in exempt_views() if not name.startswith("wagtailadmin_api:")}
    assert exempt == EXEMPT


def test_an_exempt_address_spends_no_tries_of_a_second_factor(address, browser):
    before = counted()
    for _ in range(12):
        assert browser.post(address, {"confirm-code": "000000", "confirm-password": "x"}).status_code == 200
    assert counted() == before


def test_an_exempt_address_stores_no_consent(address, browser, dora):
    consent.publish()
    current = ConsentText.objects.current()
    browser.post(address, {"confirm-consent": current.pk})
    assert not Consent.objects.filter(user=dora, text=current).exists()


@pytest.mark.parametrize("where", ["exempt", "refused"])
def test_a_form_of_another_site_does_not_count_as_activity(where, address, browser):
    Session.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    browser.post(address if where == "exempt" else "/konto/abmelden/")
    assert timezone.now() - Session.objects.get().seen_at > timedelta(hours=1)


def test_a_page_of_another_site_does_not_ask_for_passkeys(db):
    """It can send this header without asking, which allauth takes for its own script's."""
    browser, before = Client(), counted()
    response = browser.get("/konto/anmelden/passkey/", headers={"Accept": "application/json"})
    assert response["Location"] == "/konto/anmelden/"
    assert counted() == before


def counted():
    """How many limits have counted something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        return cursor.fetchone()[0]
