"""The report of broken links, and what editors do there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.links.admin.report import KINDS, count_broken_links
from cms.models import CheckedLink, ExternalLink, LinkUse, StandardPage
from home.models import HomePage
from tests.support.pages.admin import text

REPORT = "/redaktion/reports/links/"
GONE, ACCEPTED = "https://weg.example/seite", "https://anmelden.example/"


@pytest.fixture
def page(db):
    page = StandardPage(title="Wohin wir führen", slug="wohin", intro="–", search_description="–")
    return HomePage.objects.get().add_child(instance=page)


def make_link(address, *places, **fields):
    link = CheckedLink.objects.create(address=address, checked_at=timezone.now(), **fields)
    for place in places:
        kind = "snippet" if isinstance(place, ExternalLink) else "page"
        LinkUse.objects.create(link=link, **{kind: place})
    return link


@pytest.fixture
def gone(page):
    now = timezone.now()
    return make_link(GONE, page, state="not_found", status=404, failures=1, first_failed_at=now)


@pytest.fixture
def as_emil(client, emil):
    client.force_login(emil)
    return client


def jobs():
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.order_by("pk")]


def test_the_report_says_what_is_broken_where_it_stands_and_where_to_change_it(gone, page, as_emil):
    entry = ExternalLink.objects.create(title="Eintrag", url=GONE, category="–")
    LinkUse.objects.create(link=gone, snippet=entry)
    html = as_emil.get(REPORT).content.decode()
    assert f'href="{GONE}"' in html
    assert f'href="/redaktion/pages/{page.pk}/edit/">Wohin wir führen</a>' in html
    assert f'href="/redaktion/snippets/cms/externallink/edit/{entry.pk}/">Eintrag</a>' in html
    assert "gibt es nicht mehr (404) seit " in text(as_emil.get(REPORT))
    assert count_broken_links() == 1
    assert "Defekte Links (1)" in as_emil.get("/redaktion/").content.decode()


def test_what_stands_on_no_published_page_is_left_out(gone, page, as_emil):
    page.unpublish()
    assert count_broken_links() == 0
    said = text(as_emil.get(REPORT))
    assert "zuletzt geprüft am " in said
    assert "Kein Link ist defekt." in said
    CheckedLink.objects.all().delete()
    assert "Noch sind die Links nicht geprüft." in text(as_emil.get(REPORT))


def test_each_kind_is_listed_by_its_filter_alone(page, as_emil):
    made = {
        "not_found": {"state": "not_found", "failures": 1},
        "silent": {"state": "silent", "failures": 2},
        "einmal": {"state": "failing", "failures": 1},
        "moved": {"state": "moved", "final_address": "https://neu.example/"},
        "exempt": {"state": "exempt"},
        "unchecked": {},
        "vermerkt": {"state": "refused", "failures": 3, "accepted_state": "refused"},
    }
    for kind, fields in made.items():
        make_link(f"https://{kind}.example/", page, **fields)
    shown = {kind: list_of(as_emil, f"?kind={kind}") for kind, _ in KINDS}
    expected = {kind: {kind} if kind in made else set() for kind, _ in KINDS}
    assert shown == expected | {"alle": set(made)}
    assert list_of(as_emil, "") == {"not_found", "silent"}
    assert list_of(as_emil, "?q=silent") == {"silent"}


def list_of(client, query):
    listed = client.get(REPORT + query).context["object_list"]
    return {link.address.split("/")[2].removesuffix(".example") for link in listed}


def test_a_link_is_checked_again_on_demand(gone, as_emil):
    response = as_emil.post(f"{REPORT}{gone.pk}/pruefen/", {"kind": "not_found"})
    assert response["Location"] == f"{REPORT}?kind=not_found"
    gone.refresh_from_db()
    assert gone.is_due
    assert [name for name, _ in jobs()] == ["cms.check_links"]
    assert "wird gleich geprüft" in text(as_emil.get(REPORT))


def test_all_links_are_checked_after_asking(gone, as_emil):
    assert "bisher 1." in text(as_emil.get(f"{REPORT}pruefen/"))
    assert jobs() == []
    assert as_emil.post(f"{REPORT}pruefen/")["Location"] == REPORT
    assert [name for name, _ in jobs()] == ["cms.note_links"]


def test_a_link_that_is_as_it_should_be_is_no_longer_listed(gone, page, as_emil):
    as_emil.post(f"{REPORT}{gone.pk}/in-ordnung/", {"kind": "https://boese.example"})
    assert count_broken_links() == 0
    assert list_of(as_emil, "?kind=vermerkt") == {"weg"}
    good = make_link("https://gut.example/", page, state="ok")
    said = text(as_emil.post(f"{REPORT}{good.pk}/in-ordnung/", follow=True))
    assert "Da gab es nichts zu vermerken" in said


@pytest.mark.parametrize("way", ["pruefen/", "{}/pruefen/", "{}/in-ordnung/"])
def test_only_editors_and_only_by_post(way, gone, client, person):
    address = REPORT + way.format(gone.pk)
    client.force_login(person("Anna"))
    assert client.post(address)["Location"].startswith("/redaktion/login/")
    client.force_login(person("Emil", "editor"))
    assert client.get(address).status_code == (200 if way == "pruefen/" else 405)
    assert client.post(REPORT + way.format(999999)).status_code == (302 if way == "pruefen/" else 404)


def test_the_file_of_the_report_names_all_places(gone, page, as_emil):
    page.title = "=1+1"
    page.save()
    file = b"".join(as_emil.get(f"{REPORT}?export=csv")).decode()
    assert GONE in file
    assert "'=1+1" in file


def test_what_an_editor_publishes_is_noted(page, as_emil):
    fields = {"title": "Neu", "slug": "neu", "intro": "–", "action-publish": "x", "body-count": 0}
    fields |= {"search_description": "", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    as_emil.post(f"/redaktion/pages/{page.pk}/edit/", fields)
    assert ("cms.note_links_of", {"page": page.pk}) in jobs()
    entry = {"title": "E", "url": "https://e.example/", "category": "–"}
    as_emil.post("/redaktion/snippets/cms/externallink/add/", entry)
    assert ("cms.note_links_of", {"snippet": ExternalLink.objects.get().pk}) in jobs()


def test_the_report_asks_as_often_with_twenty_rows_as_with_two(page, as_emil):
    def asked():
        as_emil.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            as_emil.get(REPORT)
        return len(queries)

    entry = ExternalLink.objects.create(title="E", url="https://e.example/", category="–")
    counts = []
    for start, end in ((0, 2), (2, 20)):
        for number in range(start, end):
            make_link(f"https://{number}.example/", page, entry, state="not_found")
        counts.append(asked())
    assert counts[0] == counts[1]
