"""Headers that protect visitors."""

import pytest

from tests.support.examples import make_cast
from tests.support.pages.client import Client
from tests.support.permissions import rows


def policy(response):
    return dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    "address", ["/", "/kompetenzbereich/", "/konto/anmelden/", "/gibt-es-nicht/", "/-/health/"]
)
def test_our_own_pages_forbid_everything_inline_and_foreign(address, demo, client):
    rules = policy(client.get(address))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    for kind in (
        "script-src",
        "style-src",
        "img-src",
        "font-src",
        "connect-src",
        "form-action",
        "frame-ancestors",
    ):
        assert rules[kind] == "'self'"
    assert "unsafe" not in str(rules)


def test_only_the_admin_may_run_wagtails_inline_scripts(demo, client, emil):
    client.force_login(emil)
    assert "'unsafe-inline'" in policy(client.get("/redaktion/"))["script-src"]
    assert "unsafe" not in str(policy(client.get("/")))
    assert "http" not in str(policy(client.get("/redaktion/")))


@pytest.mark.parametrize(
    "address", ["/redaktion", "/redaktionell/", "/kompetenzbereich/redaktion/", "//redaktion/"]
)
def test_an_address_that_only_looks_like_the_admin_stays_strict(address, demo, client):
    assert "unsafe" not in str(policy(client.get(address)))


@pytest.mark.parametrize(
    "address", ["/", "/konto/anmelden/", "/redaktion/login/", "/dokumente/datei/1/leitfaden-steckbrief.pdf"]
)
def test_every_response_has_the_usual_security_headers(address, demo, client):
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    if response.streaming:
        b"".join(response)


def test_pages_of_a_person_are_kept_by_no_cache(client, anna):
    client.force_login(anna)
    assert "no-store" in client.get("/konto/")["Cache-Control"]


def test_whatever_somebody_with_a_session_gets_stays_in_no_cache(demo, person):
    """But photos, editorial images and what is for machines, which say themselves how long they may."""
    client, member = Client(), make_cast(person)["member"]
    client.force_login(member)
    kept = set()
    for row in rows():
        if row.method == "GET" and row.expected["member"] == "200" and "abmelden" not in row.example:
            response = client.get(row.example)
            b"".join(response) if response.streaming else None
            if not {"private", "no-store"} <= set(response["Cache-Control"].split(", ")):
                kept.add(row.example)
    photos = [
        f"/personen/900/foto/00000000-0000-4000-8000-000000000900/{size}.webp" for size in ("klein", "gross")
    ]
    for_machines = {"/robots.txt", "/sitemap.xml", "/sitemap-seiten.xml", "/favicon.ico", "/site.webmanifest"}
    assert kept == {"/media/clips/clip-bad-krozingen.png", *photos, *for_machines}
