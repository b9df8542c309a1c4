"""Pages that are kept for visitors: never old, never somebody else's, and not sent twice."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from caching import limits
from caching.pages import store
from caching.results import results
from caching.watched import watched
from cms.models import Clip, EditorialDocument, FactSheetPage, NewsPage
from groups.models import Group
from home.models import MenuEntry, SiteSettings
from vocabulary.models import Municipality, ThemeField

# Read by visitors' pages, and yet the same whatever happens to them, because a visitor is nobody; or made of the others.
NOT_WATCHED = {"cache", "auth_group", "accounts_user_groups", "django_content_type", "cms_rendition"}
SHEETS, SHEET = "/steckbriefe/", "/steckbriefe/konstanz-sommerstrasse/"
KITCHEN, STRATEGY = "bad-krozingen-kueche-am-kurpark", "bad-krozingen-strategiebild"
SHOP = "filderstadt-laden-offenes-ohr"


@pytest.fixture
def demo(own_database):
    """The demo content where commits are real."""


@pytest.fixture
def visitor(demo, monkeypatch):
    """Without a cookie, in a minute that does not end; what other tests have kept is forgotten."""
    monkeypatch.setattr(limits, "MOMENT_SECONDS", 10**9)
    store.clear()
    results.clear()
    return Client()


def count_queries(visitor, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(address, headers=headers)
    return response, len(queries)


def test_a_page_that_is_kept_costs_one_query_and_is_not_sent_twice(visitor):
    first, many = count_queries(visitor, SHEET)
    second, one = count_queries(visitor, SHEET)
    assert many > one == 1
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == "no-cache"
    again, one = count_queries(visitor, SHEET, if_none_match=first["ETag"])
    assert (again.status_code, again.content, one) == (304, b"", 1)


def test_each_client_gets_the_compression_that_it_understands(visitor):
    sent = {
        accepted: visitor.get("/", headers={"accept-encoding": accepted})
        for accepted in ("", "gzip", "gzip, br")
    }
    assert [response.get("Content-Encoding") for response in sent.values()] == [None, "gzip", "br"]
    assert len({response["ETag"] for response in sent.values()}) == 1
    sizes = [len(response.content) for response in sent.values()]
    assert sizes == sorted(sizes, reverse=True)


def test_head_is_answered_like_get(visitor):
    assert visitor.head(SHEET).headers["ETag"] == visitor.get(SHEET).headers["ETag"]


def publish(page):
    page.title += " (neu)"
    page.save_revision().publish()


def rename(model, field="title", **chosen):
    row = model.objects.filter(**chosen).first()
    setattr(row, field, "Anders")
    row.save(update_fields=[field])


def get_sheet(slug):
    return FactSheetPage.objects.get(slug=slug)


def move(slug):
    get_sheet(slug).move(Page.objects.get(slug="kontakt"))


def restrict(slug):
    page = Page.objects.get(slug=slug)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# The address that visitors see, and how it is changed.
CHANGES = {
    "a page is published": (SHEET, lambda: publish(get_sheet("konstanz-sommerstrasse"))),
    "a town": (SHEET, lambda: rename(Municipality, slug="konstanz")),
    "a page is unpublished": (f"{SHEETS}{STRATEGY}/", lambda: get_sheet(STRATEGY).unpublish()),
    "a page is moved": (f"{SHEETS}{KITCHEN}/", lambda: move(KITCHEN)),
    "a page is for members": (f"{SHEETS}{SHOP}/", lambda: restrict(SHOP)),
    "a page is deleted": (SHEETS, lambda: get_sheet("heidelberg-kuehle-orte").delete()),
    "news on the start page": ("/", lambda: publish(NewsPage.objects.live().latest("first_published_at"))),
    "a menu": ("/", lambda: rename(MenuEntry, "label", menu="main")),
    "a setting": ("/", lambda: rename(SiteSettings, "notice")),
    "a theme field": ("/themenfelder/", lambda: rename(ThemeField)),
    "a document": ("/dokumente/", lambda: rename(EditorialDocument)),
    "a film": ("/mediathek/", lambda: rename(Clip)),
    "a group": ("/austausch/", lambda: rename(Group, slug="engagiertes-quartier")),
}


def test_after_each_change_the_next_request_sees_it(visitor, subtests):
    for name, (address, change) in CHANGES.items():
        with subtests.test(name):
            before = visitor.get(address)
            assert before["ETag"] == visitor.get(address)["ETag"]
            change()
            after = visitor.get(address)
            assert after.status_code != 200 or after["ETag"] != before["ETag"]


def test_what_is_not_yet_committed_is_not_kept(visitor):
    sheet = get_sheet("konstanz-sommerstrasse")
    before = visitor.get(SHEET)
    with transaction.atomic():
        publish(sheet)
        assert "ETag" not in visitor.get(SHEET)
        transaction.set_rollback(True)
    assert visitor.get(SHEET)["ETag"] == before["ETag"]


def test_what_one_person_sees_is_nobody_elses(visitor, person):
    member = Client()
    member.force_login(person("Berta"))
    for_member = member.get("/")
    assert "ETag" not in for_member
    assert "Berta" in for_member.content.decode()
    assert "Berta" not in visitor.get("/").content.decode()
    assert "Berta" in member.get("/").content.decode()


def test_a_form_with_its_token_is_made_for_each_visitor(visitor):
    tokens = {
        re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', Client().get("/kontakt/").content.decode())[
            1
        ]
        for _ in range(2)
    }
    assert len(tokens) == 2


def test_drafts_and_sign_ins_make_no_page_anew(visitor, person):
    reader = person("Berta")
    visitor.get(SHEET)
    page = get_sheet("konstanz-sommerstrasse")
    page.title = "Entwurf"
    page.save_revision()
    Client().force_login(reader)
    store_before = dict(store.kept)
    Client().get(SHEET)
    assert dict(store.kept) == store_before


def test_ten_thousand_addresses_fit_into_the_store(visitor, monkeypatch):
    monkeypatch.setattr(store, "most", 60_000)
    for number in range(30):
        visitor.get(f"/impressum/?x={number}")
    assert 0 < store.size == sum(page.size for page in store.kept.values()) <= 60_000
    assert len(visitor.get("/impressum/?x=" + "x" * 5_000).content) > 1_000


def test_every_table_that_visitors_pages_read_is_watched(visitor):
    """The start page, a page of each type, and what Wagtail serves below them."""
    read = set()
    by_type = {
        page.content_type_id: page for page in Page.objects.live().public().order_by("-pk") if page.url
    }
    below = ["/steckbriefe/?q=hitze&themenfeld=klima", "/themenfelder/klima/", "/aktuelles/feed.atom"]
    for address in [*(page.url for page in by_type.values()), *below]:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        for query in queries.captured_queries:
            read |= set(re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]))
    assert {"cms_factsheetpage", "groups_membership", "wagtailcore_pageviewrestriction"} <= read
    assert read - {model._meta.db_table for model in watched} - NOT_WATCHED == {"caching_sitechange"} & read
