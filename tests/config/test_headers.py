"""Headers that protect visitors."""

import pytest


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
