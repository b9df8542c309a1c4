"""Whatever `next` says: a view redirects to a path of ours or to where it leads without one, and never fails."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from cms.models import StandardPage
from tests.conftest import PASSWORD
from tests.support import sources
from tests.support.database.undoing import each
from web.paths import path_on_this_site

# Words and numbers, which redirect() takes for names of views, names of views, and what is no path.
NONE_OF_OURS = [
    *("foo", "-1", "mein", "groups:index", "gruppen/", "?seite=2", "#oben", ".", "http://[", "\\mein/"),
    *("https://boese.example/", "//boese.example/", "/\\boese.example", "javascript:alert(1)"),
    *("http://testserver//boese.example/", "http://testserver"),
]
OURS = {
    "/gruppen/?seite=2#oben": "/gruppen/?seite=2#oben",
    "http://testserver/gruppen/": "/gruppen/",
}


@pytest.fixture
def as_emil(client, emil, group):
    group.admit(emil)
    client.force_login(emil)
    return client


PLACES = {
    "admin": lambda client, to: client.get("/redaktion/login/", {"next": to}),
    "consent": lambda client, to: client.get("/konto/einwilligung/", {"next": to}),
    "reauthentication": lambda client, to: client.get("/konto/bestaetigen/", {"next": to}),
    "leaving a group": lambda client, to: client.post(
        "/gruppen/quartier/austreten/", query_params={"next": to}
    ),
    "signing in when signed in": lambda client, to: client.get("/konto/anmelden/", {"next": to}),
    "signing out": lambda client, to: client.post("/konto/abmelden/", {"next": to}),
}


def target(go, client, to):
    response = go(client, to)
    assert response.status_code == 302, response.status_code
    return response["Location"]


@each(("place", "go"), PLACES.items())
@pytest.mark.parametrize("to", NONE_OF_OURS)
def test_what_is_no_path_of_ours_is_as_good_as_nothing(place, go, to, as_emil):
    usual = {"admin": "/redaktion/", "reauthentication": "/konto/", "signing out": "/"}
    usual |= {"leaving a group": "/gruppen/"}
    assert target(go, as_emil, to) == usual.get(place, "/mein/")


@each(("place", "go"), PLACES.items())
@pytest.mark.parametrize(("to", "path"), OURS.items())
def test_a_path_of_ours_is_followed(place, go, to, path, as_emil):
    assert target(go, as_emil, to) == path


@pytest.mark.parametrize("to", ["foo", "-1", "mein"])
def test_signing_in_goes_on_to_a_path_only(to, client, anna):
    anna.set_password(PASSWORD)
    anna.save()
    submitted = {"email": anna.email, "password": PASSWORD, "next": to}
    assert client.post("/konto/anmelden/", submitted)["Location"] == "/mein/"


@pytest.mark.parametrize("to", ["foo", "-1", "mein"])
def test_pages_of_the_admin_follow_paths_only(to, demo, client, emil):
    client.force_login(emil)
    page = StandardPage.objects.get(slug="datenschutz")
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    response = client.post(address, query_params={"next": to})
    assert response["Location"] == reverse("wagtailadmin_explore", args=[page.get_parent().pk])


@pytest.mark.parametrize(("to", "path"), [*((to, "") for to in NONE_OF_OURS), *OURS.items()])
def test_an_address_becomes_a_path_of_this_site_or_nothing(to, path):
    assert path_on_this_site(RequestFactory().get("/"), to) == path


def test_nothing_asks_allauth_which_takes_words_too():
    asking = [path.name for path in sources.python() if "get_next_redirect_url" in path.read_text()]
    assert asking == ["test_paths.py"]
