"""Pages and documents that not everybody may open: who reads of them, the shared password, and the browser's cache."""

import pytest
from django.contrib.auth.models import Group as UserGroup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.access import as_anybody, open_to
from cms.models import EditorialDocument, NewsPage, StandardPage
from home.models import HomePage, MenuEntry, SiteSettings
from tests.support.database.undoing import each
from tests.support.pages.blocks import action, city_map

SECRET = "Geheimer Plan"
PASSWORD = "kastanie"
# Menus, footer, "In diesem Bereich", news, tiles, buttons and the map's link show it.
PLACES = ("/", "/kompetenzbereich/", "/gibt-es-nicht/")


@pytest.fixture
def parent(demo):
    return StandardPage.objects.get(slug="kompetenzbereich")


@pytest.fixture
def page(parent):
    """Named wherever a page can be named."""
    page = NewsPage(title=SECRET, slug="plan", intro="x", show_in_menus=True)
    parent.add_child(instance=page)
    settings = SiteSettings.objects.get()
    settings.contact_page = page
    settings.save()
    for menu in MenuEntry.Menu:
        MenuEntry.objects.create(settings=settings, menu=menu, page=page, sort_order=9)
    start = HomePage.objects.get()
    start.body = [
        ("hero", {"title": "Auftakt", "text": "x", "links": [{"label": SECRET, "page": page}]}),
        ("tiles", {"title": "Nur diese Kachel", "pages": [page]}),
        city_map(more=page),
        action(label=SECRET, page=page),
        ("news", {"title": "Aktuelles", "count": 3}),
    ]
    start.save()
    return page


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def named(client):
    """How often the places name the page or link to it."""
    pages = [client.get(address).content.decode() for address in PLACES]
    return [html.count(SECRET) + html.count("/kompetenzbereich/plan/") for html in pages]


def enter(client, restriction, password, **headers):
    address = f"/_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/"
    return client.post(
        address, {"password": password, "return_url": "/kompetenzbereich/plan/"}, headers=headers
    )


def test_without_a_restriction_all_places_name_the_page(page, client):
    assert all(named(client))


def test_a_page_for_people_who_are_signed_in_is_named_to_nobody_else(page, client, carla):
    restrict(page, "login")
    everybody = named(client)
    client.force_login(carla)
    assert (everybody, all(named(client))) == ([0, 0, 0], True)


def test_a_page_for_a_group_is_named_to_the_group_and_to_admins(page, client, carla, emil, vera):
    restriction = restrict(page, "groups")
    restriction.groups.add(UserGroup.objects.get(name=emil.site_role.label))
    for user, reads in ((None, False), (carla, False), (emil, True), (vera, True)):
        client.cookies.clear()
        if user:
            client.force_login(user)
        assert [bool(number) for number in named(client)] == [reads] * 3, user


def test_a_page_below_a_restricted_one_is_named_to_nobody_else(page, client):
    child = NewsPage(title="Kind", slug="kind", intro="x")
    page.add_child(instance=child)
    restrict(page, "login")
    MenuEntry.objects.create(settings=SiteSettings.objects.get(), menu="main", page=child)
    assert named(client) == [0, 0, 0]
    assert "Kind</a>" not in client.get("/").content.decode()


def test_a_section_of_tiles_without_a_page_has_no_heading(page, client):
    assert "Nur diese Kachel" in client.get("/").content.decode()
    restrict(page, "login")
    assert "Nur diese Kachel" not in client.get("/").content.decode()


def test_a_restriction_and_its_pages_cost_no_query_more(page, client, carla):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/kompetenzbereich/")
        return len(queries)

    client.force_login(carla)
    asked()
    before = asked()
    for slug in ("datenschutz", "beratung", "plan"):
        restrict(Page.objects.get(slug=slug), "login")
    assert asked() == before


def test_the_password_opens_the_page_and_names_it(page, client):
    restriction = restrict(page, "password", password=PASSWORD)
    asking = client.get(page.url)
    html = asking.content.decode()
    assert (asking.status_code, "Passwort nötig" in html, SECRET in html) == (200, True, False)
    wrong = enter(client, restriction, "falsch")
    assert "Das Passwort stimmt nicht" in wrong.content.decode()
    assert named(client) == [0, 0, 0]
    opened = enter(client, restriction, PASSWORD)
    assert (opened.status_code, opened["Location"]) == (302, page.url)
    assert SECRET in client.get(page.url).content.decode()
    assert all(named(client))


def test_a_password_that_was_entered_opens_no_page_of_another_kind(page, client):
    restriction = restrict(page, "password", password=PASSWORD)
    enter(client, restriction, PASSWORD)
    restriction.restriction_type = "login"
    restriction.save()
    assert named(client) == [0, 0, 0]


def test_after_ten_wrong_passwords_no_more_is_compared(page, client):
    restriction = restrict(page, "password", password=PASSWORD)
    statuses = [enter(client, restriction, f"falsch {number}").status_code for number in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    late = enter(client, restriction, PASSWORD)
    assert (late.status_code, "zu viele falsche Versuche" in late.content.decode()) == (429, True)
    assert SECRET not in client.get(page.url).content.decode()


def test_guesses_from_many_addresses_have_a_limit_of_their_own(page, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    restriction = restrict(page, "password", password=PASSWORD)
    send = [
        enter(client, restriction, "falsch", X_Forwarded_For=f"10.0.{n}.1").status_code for n in range(61)
    ]
    assert send == [200] * 60 + [429]


def test_right_passwords_do_not_count(page, client):
    restriction = restrict(page, "password", password=PASSWORD)
    assert {enter(client, restriction, PASSWORD).status_code for _ in range(12)} == {302}


@each("foreign", ["https://boese.example/", "//boese.example/", "foo", "-1", ""])
def test_the_password_leads_nowhere_else(foreign, page, client):
    restriction = restrict(page, "password", password=PASSWORD)
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    response = client.post(address, {"password": PASSWORD, "return_url": foreign})
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.fixture
def document(demo):
    document = EditorialDocument.objects.first()
    document.collection = Collection.get_first_root_node().add_child(name="Intern")
    document.save()
    return document


def test_a_document_asks_for_its_password_and_limits_guesses(document, client):
    fields = {"restriction_type": "password", "password": PASSWORD}
    restriction = CollectionViewRestriction.objects.create(collection=document.collection, **fields)
    assert "Passwort nötig" in client.get(document.url).content.decode()
    address = f"/dokumente/datei/authenticate_with_password/{restriction.pk}/"
    sent = [client.post(address, {"password": "x", "return_url": document.url}) for _ in range(11)]
    assert [response.status_code for response in sent] == [200] * 10 + [429]


@each("kind", ["login", "password"])
def test_what_is_restricted_stays_in_no_cache(kind, document, page, client, carla):
    restriction = restrict(page, kind, password=PASSWORD)
    of_document = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=kind, password=PASSWORD
    )
    if kind == "login":
        client.force_login(carla)
    else:
        enter(client, restriction, PASSWORD)
        client.post(f"/dokumente/datei/authenticate_with_password/{of_document.pk}/", {"password": PASSWORD})
    for address in (page.url, document.url):
        response = client.get(address)
        assert response.status_code == 200
        read_to_the_end(response)
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", ")), address
        again = client.get(address, headers={"If-None-Match": response.get("ETag", "-")})
        read_to_the_end(again)
        assert "no-store" in again["Cache-Control"]


def read_to_the_end(response):
    """Closes the file that is sent; response.close() would close the database's connection, too."""
    if response.streaming:
        b"".join(response)


def test_a_page_names_no_document_of_a_collection_that_is_closed_to_its_reader(parent, client, emil, anna):
    titles = ["Leitfaden: So entsteht ein guter Steckbrief", "Vorlage Steckbrief zum Ausfüllen"]
    closed = Collection.get_first_root_node().add_child(name="Intern")
    editors = UserGroup.objects.get(name="Redaktion")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.add(editors)
    EditorialDocument.objects.filter(title=titles[0]).update(collection=closed)

    def named_titles(user=None):
        reader = type(client)()
        if user:
            reader.force_login(user)
        html = reader.get(parent.url).content.decode()
        return [title for title in titles if title in html]

    assert [named_titles(), named_titles(anna), named_titles(emil)] == [titles[1:], titles[1:], titles]
    EditorialDocument.objects.update(collection=closed)
    html = client.get(parent.url).content.decode()
    assert "Dokumente</h2>" not in html
    assert 'href="#dokumente"' not in html


def test_what_was_found_for_a_member_is_not_found_for_anybody(page, anna, rf):
    """Feeds and pictures of links are the same for all, whoever asks for them."""
    restrict(page, PageViewRestriction.LOGIN)
    request = rf.get("/")
    request.user, request.session = anna, {}
    pages = Page.objects.filter(pk=page.pk)
    assert pages.filter(open_to(request)).exists()
    assert not pages.filter(open_to(as_anybody(request))).exists()
    assert pages.filter(open_to(request)).exists()
