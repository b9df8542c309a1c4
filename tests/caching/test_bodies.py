"""What is kept of the bodies of pages is what each reader may see, whoever came before."""

import re
from itertools import permutations

import pytest
from django.contrib.auth.models import Group as UserGroup
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.models import SiteRole
from caching import limits
from caching.pages import store
from caching.results import results
from cms.models import EditorialDocument, NewsPage
from tests.support.pages.client import Client

TOKEN = re.compile(r'csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def demo(own_database):
    """The demo content where commits are real."""


@pytest.fixture
def readers(demo, person, monkeypatch):
    """In a minute that does not end; a page and some documents are for members, others for editors."""
    monkeypatch.setattr(limits, "MOMENT_SECONDS", 10**9)
    page = NewsPage.objects.live().latest("first_published_at")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    closed = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.add(UserGroup.objects.get(name="Redaktion"))
    EditorialDocument.objects.update(collection=closed)
    browsers = {"visitor": Client(), "member": Client(), "editor": Client()}
    browsers["member"].force_login(person("Berta"))
    browsers["editor"].force_login(person("Emil", SiteRole.EDITOR))
    return browsers


def clear_caches():
    store.clear()
    results.clear()


def read_page(browser, address):
    return TOKEN.sub("", browser.get(address).content.decode())


def test_each_reader_sees_what_they_may_whoever_came_before(readers):
    addresses = ("/", "/kompetenzbereich/", "/aktuelles/")
    wanted = {}
    for name, browser in readers.items():
        clear_caches()
        wanted |= {(name, address): read_page(browser, address) for address in addresses}
    assert wanted["editor", "/kompetenzbereich/"] != wanted["member", "/kompetenzbereich/"]
    for names in permutations(readers, 2):
        clear_caches()
        for name in (*names, names[0]):
            for address in addresses:
                assert read_page(readers[name], address) == wanted[name, address], (names, address)


def test_a_member_sees_a_change_with_the_next_request(readers):
    before = read_page(readers["member"], "/")
    page = NewsPage.objects.live().latest("first_published_at")
    page.title = "Ganz neue Überschrift"
    page.save_revision().publish()
    after = read_page(readers["member"], "/")
    assert ["Ganz neue Überschrift" in html for html in (before, after)] == [False, True]
    page.unpublish()
    assert "Ganz neue Überschrift" not in read_page(readers["member"], "/")
