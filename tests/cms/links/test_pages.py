"""The report of pages that nothing leads to or that have no description."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.links.admin.pages import find_lacking
from cms.models import NewsIndexPage, NewsPage, StandardPage
from home.models import HomePage, MenuEntry, SiteSettings
from tests.support.pages.admin import text

REPORT = "/redaktion/reports/seiten/"


def make_page(title, parent=None, model=StandardPage, **fields):
    page = model(title=title, intro="–", **{"search_description": "Worum es geht"} | fields)
    return (parent or HomePage.objects.get()).add_child(instance=page)


def orphans():
    return {page.title for page in find_lacking(Page.objects.live().filter(depth__gt=1)) if page.is_orphan}


def link_to(page):
    return [{"type": "text", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}]


@pytest.fixture
def lonely(db):
    return make_page("Allein")


def test_a_page_to_which_nothing_leads_is_an_orphan(lonely):
    assert orphans() == {"Allein"}


def test_a_link_on_another_published_page_leads_to_it(lonely):
    other = make_page("Andere", body=link_to(lonely))
    assert orphans() == {"Andere"}
    other.unpublish()
    assert orphans() == {"Allein"}


def test_a_link_to_itself_or_a_redirect_leads_nobody_to_a_page(lonely):
    from wagtail.contrib.redirects.models import Redirect

    lonely.body = link_to(lonely)
    lonely.save()
    Redirect.objects.create(old_path="/alt", redirect_page=lonely)
    assert orphans() == {"Allein"}


def test_a_menu_leads_to_it(lonely):
    site = HomePage.objects.get().get_site()
    settings, _ = SiteSettings.objects.get_or_create(site=site)
    settings.menu_entries = [MenuEntry(menu="main", page=lonely)]
    settings.save()
    assert orphans() == set()


def test_an_index_leads_to_what_is_below_it(db):
    index = make_page("Aktuelles", model=NewsIndexPage, show_in_menus=True)
    make_page("Nachricht", index, model=NewsPage, date="2026-05-01")
    assert orphans() == {"Aktuelles"}
    index.unpublish()
    assert orphans() == {"Nachricht"}


def test_a_page_leads_to_those_below_it_that_are_shown_in_menus(lonely):
    make_page("Gezeigt", lonely, show_in_menus=True)
    make_page("Verborgen", lonely)
    assert orphans() == {"Allein", "Verborgen"}


def test_everything_in_the_demo_is_linked(demo):
    assert orphans() == set()


def test_editors_read_what_is_missing_and_choose_what_to_see(lonely, client, emil):
    make_page("Stumm", search_description="", body=[])
    known = make_page("Bekannt", body=link_to(Page.objects.get(title="Stumm")))
    lonely.body = link_to(known)
    lonely.save()
    client.force_login(emil)
    said = text(client.get(REPORT))
    assert "Allein Inhaltsseite ein Verweis" in said
    assert "Stumm Inhaltsseite die Beschreibung" in said
    assert "Bekannt" not in said
    assert "Stumm" not in text(client.get(f"{REPORT}?lacking=verweis"))
    assert "Allein" not in text(client.get(f"{REPORT}?lacking=beschreibung"))
    assert b"Stumm" in b"".join(client.get(f"{REPORT}?export=csv"))
    Page.objects.filter(depth__gt=2).delete()
    HomePage.objects.update(search_description="x")
    assert "Alle Seiten sind verlinkt und beschrieben." in text(client.get(REPORT))


def test_the_report_asks_as_often_with_twenty_pages_as_with_two(db, client, emil):
    def asked():
        client.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            client.get(REPORT)
        return len(queries)

    client.force_login(emil)
    counts = []
    for start, end in ((0, 2), (2, 20)):
        for number in range(start, end):
            make_page(f"Seite {number}", search_description="")
        counts.append(asked())
    assert counts[0] == counts[1]
