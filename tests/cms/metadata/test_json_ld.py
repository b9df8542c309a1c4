"""Pages in the words of schema.org, with what search engines require of each type."""

import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from cms.models import EventIndexPage, EventPage, FactSheetPage, NewsPage, Organisation, PressPage
from tests.support.database.undoing import each

SITE = "http://localhost:8000"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def event(demo):
    start = datetime(2026, 7, 3, 9, 30, tzinfo=BERLIN)
    fields = {
        "start": start,
        "end": start + timedelta(hours=2),
        "kind": "Treffen",
        "intro": "Kurz.",
        "title": "Treff",
    }

    def event(**changed):
        return EventIndexPage.objects.get().add_child(instance=EventPage(**fields | changed))

    return event


def test_the_start_page_says_who_runs_the_site(demo, described):
    Organisation.objects.update(phone="0711 1")
    found = described("/")
    organisation = found["Organization"]
    assert organisation["name"] == "Beispielorganisation (Platzhalter)"
    assert organisation["url"] == f"{SITE}/"
    assert organisation["logo"].startswith(f"{SITE}/static/icons/icon-512")
    assert organisation["address"]["addressLocality"] == "Musterstadt"
    assert organisation["telephone"] == "0711 1"
    assert found["WebSite"]["publisher"] == {"@id": organisation["@id"]}
    assert "BreadcrumbList" not in found


def test_nobody_has_said_who_runs_it(demo, described):
    Organisation.objects.all().delete()
    organisation = described("/")["Organization"]
    assert organisation["name"] == "StädteNetz"
    assert not {"address", "email", "telephone"} & set(organisation)


@each("address", ["/stadtlabore/karlsruhe/", "/themenfelder/klima/"])
def test_inner_pages_say_where_they_stand(address, demo, described, client):
    entries = described(address)["BreadcrumbList"]["itemListElement"]
    assert [entry["position"] for entry in entries] == [1, 2, 3]
    above = f"{SITE}/{address.split('/')[1]}/"
    assert [entry["item"] for entry in entries] == [f"{SITE}/", above, SITE + address]
    crumbs = client.get(address).content.decode().partition('class="crumbs"')[2].partition("</nav>")[0]
    shown = re.findall(r">([^<>]+)</a>|aria-current=\"page\">([^<]+)<", crumbs)
    assert [unescape("".join(names)) for names in shown] == [entry["name"] for entry in entries]


@each(("model", "kind"), [(NewsPage, "NewsArticle"), (PressPage, "NewsArticle"), (FactSheetPage, "Article")])
def test_an_article_names_its_dates_and_its_publisher(model, kind, demo, described):
    page = model.objects.live().public().first()
    article = described(page.url)[kind]
    assert article["headline"] == page.title
    assert article["description"]
    if model is not FactSheetPage:
        assert article["datePublished"] == page.date.isoformat()
    assert datetime.fromisoformat(article["datePublished"])
    assert datetime.fromisoformat(article["dateModified"]).utcoffset() is not None
    for role in ("author", "publisher"):
        assert article[role]["@type"] == "Organization"
        assert article[role]["name"] == "Beispielorganisation (Platzhalter)"
    assert article["image"].startswith(f"{SITE}/teilen/{page.pk}/")
    assert article["mainEntityOfPage"] == SITE + page.url


def test_an_event_says_when_and_where(event, described):
    page = event(location="Rathaus Ulm", capacity=20)
    told = described(page.url)["Event"]
    assert (told["startDate"], told["endDate"]) == ("2026-07-03T09:30:00+02:00", "2026-07-03T11:30:00+02:00")
    assert told["location"] == [{"@type": "Place", "name": "Rathaus Ulm", "address": "Rathaus Ulm"}]
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert told["organizer"]["@type"] == "Organization"
    assert told["maximumAttendeeCapacity"] == 20


def test_an_event_online_does_not_tell_its_link(event, described, head):
    page = event(is_online=True, online_link="https://konferenz.example/geheim", location="Ulm")
    told = described(page.url)["Event"]
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told["location"][1] == {"@type": "VirtualLocation", "url": SITE + page.url}
    assert "geheim" not in head(page.url)


def test_a_cancelled_event_of_whole_days_says_both(event, described):
    told = described(event(is_cancelled=True, is_all_day=True).url)["Event"]
    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert (told["startDate"], told["endDate"]) == ("2026-07-03", "2026-07-03")
    assert "location" not in told


@each(
    "title",
    ["</script><script>alert(1)</script>", "<!--<script>", '"\\ \u2028 & <b> ]]>', "{{ 7 }} {% now %}"],
)
def test_a_hostile_title_stays_in_its_string(title, event, described, client):
    page = event(title=title, slug="feindlich")
    assert described(page.url)["Event"]["name"] == title
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert "<!--<script" not in html
