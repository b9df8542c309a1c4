"""Every route of the admin (/redaktion/), Wagtail's and our own, requires the second factor as listed."""

import re

import pytest
from django.urls import get_resolver, resolve
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from accounts import admin_access
from accounts.second_factor.demand import SecondFactorNeeded
from tests.support.database.undoing import each
from tests.support.people.second_factor import (
    LATELY,
    LONG_AGO,
    NONE,
    NOT_SHOWN,
    STATES,
    STOPS,
    browser_in,
    stopped,
)

# Written by hand: what editors do all day. For all else they confirm again, when they change something.
DAILY = [
    *("pages/", "images/", "documents/", "embeds/chooser/", "reports/", "api/main/"),
    *("snippets/cms/clip/", "snippets/cms/externallink/"),
    *("snippets/choose/cms/clip/", "snippets/choose/cms/externallink/"),
    *("snippets/cms/advicerequest/", "snippets/choose/cms/advicerequest/", "beratung/"),
    "wartet/",
    *("snippets/cms/reuse/", "snippets/choose/cms/reuse/"),
    *("bulk/cms/editorialimage/", "bulk/cms/editorialdocument/", "bulk/wagtailcore/page/", "bulk/cms/clip/"),
    *("choose-page/", "choose-external-link/", "choose-email-link/", "choose-phone-link/"),
    *("choose-anchor-link/", "tag-autocomplete/", "block-preview/"),
    *("editing-sessions/", "dismissibles/", "account/"),
]
NOT_DAILY = ["pages/1/privacy/"]
# For everybody: they hold nothing of the site.
OPEN = ["login/", "logout/", "jsi18n/", "sprite/"]
MORE = [
    *("bulk/cms/editorialimage/delete/", "bulk/cms/editorialdocument/delete/", "bulk/cms/clip/delete/"),
    *("bulk/wagtailcore/page/publish/", "bulk/wagtailcore/collection/x/"),
    *("bulk/accounts/user/assign_role/", "bulk/groups/group/delete/", "bulk/vocabulary/municipality/delete/"),
    *("what/nobody/has/thought/of/", "pages//privacy/"),
]


def addresses(resolver, start=""):
    """An example path for every route below."""
    for entry in resolver.url_patterns:
        address = start + example(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from addresses(entry, address)
        elif address.startswith("redaktion/"):
            yield f"/{address}"


def example(pattern):
    if isinstance(pattern, RegexPattern):
        text, names = normalize(pattern._regex)[0]
        return text % dict.fromkeys(names, "1")
    return re.sub(r"<[^>]*>", "1", pattern._route)


EVERYTHING = sorted({*addresses(get_resolver()), *(f"/redaktion/{place}" for place in MORE)})

SOME = EVERYTHING[::10]


def is_daily(address):
    place = address.removeprefix("/redaktion/")
    return place.startswith(tuple(DAILY)) and place not in NOT_DAILY


def is_open(address):
    return address.removeprefix("/redaktion/").startswith(tuple(OPEN))


def how(state, address, method):
    """How the second factor stops the request."""
    if is_open(address) or (state == LONG_AGO and is_daily(address)):
        return ""
    return STOPS[state][method == "POST"]


def test_the_list_of_routes_contains_wagtails():
    assert len(EVERYTHING) > 280
    known = [address for address in EVERYTHING if resolve(address).route != "redaktion/^.*/$"]
    assert [place for place in DAILY if not any(one.startswith(f"/redaktion/{place}") for one in known)] == []
    assert {"/redaktion/users/edit/1/", "/redaktion/groups/new/", "/redaktion/sites/delete/1/"} <= set(known)


@pytest.mark.parametrize(("state", "addresses"), [(NOT_SHOWN, EVERYTHING), (NONE, SOME), (LONG_AGO, SOME)])
def test_no_route_is_reached_without_the_second_factor(state, addresses, person):
    """As the admin, whom no other check refuses. All routes once: the test below asks the check for all states."""
    browser = browser_in(state, person("Vera", "admin"))
    for method in ("GET", "POST"):
        wanted = {address: how(state, address, method) for address in addresses}
        wanted = {address: stop for address, stop in wanted.items() if stop}
        assert wanted or (state, method) == (LONG_AGO, "GET")
        assert {address: stopped(browser.generic(method, address)) for address in wanted} == wanted


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["editor", "admin"])
def test_the_access_check_covers_every_route(role, state, person, rf):
    user = person("Emil", role)
    session = browser_in(state, user).session
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        for address in EVERYTHING:
            request = rf.generic(method, address)
            request.user, request.session = user, session
            assert is_stopped(request) == bool(how(state, address, "GET" if method == "GET" else "POST")), (
                f"{method} {address}"
            )


def is_stopped(request):
    try:
        admin_access.check_admin_access(request)
    except SecondFactorNeeded:
        return True
    return False


@each("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"])
@each("address", ["/redaktion/", "/redaktion/users/", "/redaktion/pages/1/"])
def test_no_other_method_avoids_the_access_check(address, method, emil):
    response = browser_in(NOT_SHOWN, emil).generic(method, address)
    assert response.status_code == 403 or response["Location"].startswith("/konto/bestaetigen/")


@each(
    "address",
    [
        *("/Redaktion/users/", "/REDAKTION/", "//redaktion/users/", "/./redaktion/users/"),
        *("/redaktion%2Fusers/", "/x/redaktion/users/", "/redaktion;/users/", "/de/redaktion/"),
        *("/redaktion//users/", "/redaktion/pages/../users/", "/redaktion/%75sers/", "/admin/", "/cms/"),
    ],
)
def test_no_other_spelling_avoids_the_access_check(address, demo, vera):
    response = browser_in(NOT_SHOWN, vera).get(address)
    assert response.status_code == 404 or response["Location"].startswith("/konto/bestaetigen/")


def test_the_access_check_works_with_a_path_prefix(emil):
    browser = browser_in(NOT_SHOWN, emil, SCRIPT_NAME="/netz")
    assert "/konto/bestaetigen/" in browser.get("/redaktion/").get("Location", "")


@each("address", ["password_reset/", "password_reset/done/", "password_reset/complete/"])
def test_wagtail_resets_no_password(address, client, emil):
    for method in (client.get, client.post):
        response = method(f"/redaktion/{address}", {"email": emil.email})
        assert response.status_code == 404


def test_wagtails_link_to_a_new_password_sets_none(client, emil):
    from django.contrib.auth.tokens import default_token_generator
    from django.utils.encoding import force_bytes
    from django.utils.http import urlsafe_base64_encode

    token = default_token_generator.make_token(emil)
    address = f"/redaktion/password_reset/confirm/{urlsafe_base64_encode(force_bytes(emil.pk))}/{token}/"
    assert client.get(address, follow=True).status_code == 404


@each("address", ["/redaktion/login/", "/_util/login/"])
def test_no_form_of_wagtail_signs_anybody_in(address, client, emil):
    submitted = {"username": emil.email, "password": "korrekt-pferd-batterie", "next": "/redaktion/"}
    response = client.post(address, submitted)
    assert response["Location"].startswith("/konto/anmelden/")
    assert "_auth_user_id" not in client.session


def test_the_users_settings_in_the_admin_hold_nothing_about_signing_in(emil):
    html = browser_in(LATELY, emil).get("/redaktion/account/").content.decode().partition("<main")[2]
    fields = set(re.findall(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"', html))
    assert not [name for name in fields if re.search("pass|mail|name|avatar", name)]


def test_pictures_and_style_sheets_stay_open(demo, person, client):
    browser = browser_in(NONE, person("Emil", "editor"))
    for address in ("/redaktion/sprite/", "/redaktion/jsi18n/"):
        assert browser.get(address).status_code == 200


def test_a_user_without_access_gets_no_question(ben):
    browser = browser_in(NONE, ben)
    assert browser.get("/redaktion/", follow=True).redirect_chain[0][0].startswith("/redaktion/login/")


def test_a_modal_of_wagtail_asks_to_reauthenticate_elsewhere(demo, person):
    browser = browser_in(LONG_AGO, person("Vera", "admin"))
    script = {"X-Requested-With": "XMLHttpRequest"}
    response = browser.post(
        f"/redaktion/pages/{demo.pk}/privacy/", {"restriction_type": "login"}, headers=script
    )
    assert "Bitte bestätigen Sie, dass Sie es sind" in response.json()["html"]
    assert not demo.get_view_restrictions().exists()
