"""The start page as editors compose it: what one can do next, and the way into the library."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.library.teaser import rotate
from cms.models import AdvicePage, EventPage, FactSheetPage, NewsIndexPage, NewsPage
from home.models import HomePage
from tests.support.pages.blocks import make_image, picture
from tests.support.pages.forms import words
from tests.support.pages.joining import headings, next_actions


@pytest.fixture
def compose(demo, client):
    """Puts blocks on the start page and reads it."""

    def compose(*body):
        if body:
            home = HomePage.objects.get()
            home.body = list(body)
            home.save()
        return client.get("/").content.decode()

    return compose


def library(sheet=None):
    return "library", {"title": "Aus der Bibliothek", "sheet": sheet}


def hero(*pages):
    links = [{"label": f"Zu {page.title}"[:40], "page": page} for page in pages]
    return "hero", {"title": "Was gelingt", "text": "Für alle", "links": links}


def picks(html):
    """The titles of the fact sheets, that of the week first."""
    return headings(html[html.index('<div class="picks">') :].partition("</section>")[0], 3)


def find_open_sheets():
    return FactSheetPage.objects.filter(view_restrictions=None).exclude(status="eingestellt")


def test_each_fact_sheet_is_that_of_the_week_once_and_names_no_other_twice():
    keys = list(range(46))
    weeks = [rotate(keys, 105_720 + week) for week in range(46)]
    assert {first for first, *_ in weeks} == set(keys)
    assert {len(set(week)) for week in weeks} == {4}
    assert rotate([], 7) == []


def test_the_library_is_told_by_what_everybody_may_read_and_has_not_been_stopped(compose):
    html = compose(library())
    assert len(picks(html)) == 4
    assert "Alle 46 Steckbriefe" in words(html)
    FactSheetPage.objects.exclude(pk=find_open_sheets().first().pk).update(status="eingestellt")
    html = compose()
    assert picks(html) == [find_open_sheets().get().title]
    FactSheetPage.objects.update(status="eingestellt")
    assert "Aus der Bibliothek" not in compose()


def test_editors_choose_the_fact_sheet_of_the_week_as_long_as_one_may_read_it(compose, client, carla):
    stopped = FactSheetPage.objects.filter(view_restrictions=None, status="eingestellt").first()
    html = compose(library(stopped))
    assert picks(html)[0] == stopped.title
    assert len(set(picks(html))) == 4
    PageViewRestriction.objects.create(page=stopped, restriction_type=PageViewRestriction.LOGIN)
    html = compose()
    assert stopped.title not in html
    assert len(picks(html)) == 4
    client.force_login(carla)
    assert picks(compose())[0] == stopped.title


def test_the_next_thing_to_do_is_the_page_that_editors_choose(compose):
    advice, event = AdvicePage.objects.get(), EventPage.objects.upcoming().first()
    now = timezone.now()
    EventPage.objects.filter(pk=event.pk).update(
        needs_registration=True, registration_deadline=None, start=now + timedelta(1), end=now + timedelta(2)
    )
    assert next_actions(compose(hero(event, advice))) == [
        (f"Zu {event.title}"[:40], f"{event.url}#anmeldung")
    ]
    EventPage.objects.filter(pk=event.pk).update(needs_registration=False)
    assert next_actions(compose())[0][1] == event.url
    EventPage.objects.filter(pk=event.pk).update(start=now - timedelta(2), end=now - timedelta(1))
    html = compose()
    assert next_actions(html) == [(f"Zu {advice.title}"[:40], advice.url)]
    assert event.url not in html[html.index('class="hero"') :]


def test_events_stand_beside_the_news_only_directly_below_them(compose):
    news = "news", {"title": "Neues", "count": 3}
    events = "events", {"title": "Termine", "events": [], "count": 2}
    beside = compose(news, events)
    assert 'class="section two"' in beside
    assert beside.count("<time") == 5
    assert ">Veranstaltung<" not in beside
    assert 'class="ev"' not in beside
    apart = compose(events, news)
    assert "two" not in re.findall(r'class="(section[^"]*)"', apart)
    assert apart.count('class="ev"') == 2
    assert ">Veranstaltung<" in apart


def test_in_four_clicks_one_knows_what_a_city_of_our_size_did_against_heat(demo, client):
    start = client.get("/").content.decode()
    form = re.search(r'<form class="picks__search" action="([^"]+)">.*?name="(\w+)"', start, re.DOTALL)
    found = client.get(form[1], {form[2]: "Hitze"})
    assert 'name="groesse"' in found.content.decode()
    narrowed = client.get(form[1], {form[2]: "Hitze", "groesse": "gross"}).content.decode()
    links = re.findall(r'<article class="fs">.*?<h3><a class="row-link" href="([^"]+)"', narrowed, re.DOTALL)
    sheet = FactSheetPage.objects.get(slug=links[0].strip("/").rpartition("/")[2])
    assert sheet.municipality.size_class == "gross"
    text = words(client.get(links[0]).content.decode())
    wanted = ("Hitze", "Kosten", sheet.get_budget_class_display(), sheet.contact_role, sheet.contact_email)
    assert [said for said in wanted if said not in text] == []


def test_a_news_page_with_a_picture_comes_to_the_start_page_by_itself(demo, client):
    news = NewsPage(title="Ein Baum für alle", intro="Er spendet Schatten.", body=[picture(make_image())])
    NewsIndexPage.objects.get().add_child(instance=news)
    html = client.get("/").content.decode()
    assert headings(html, 3)[0] == news.title
    assert 'alt="Ein Hof"' in client.get(news.url).content.decode()


def test_many_rows_cost_no_more_queries_than_few(demo, client):
    def asked():
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        return len(queries)

    few = asked()
    sheet, news = FactSheetPage.objects.first(), NewsIndexPage.objects.get()
    for number in range(20):
        sheet.copy(update_attrs={"slug": f"s-{number}", "title": f"S {number}"})
        news.add_child(instance=NewsPage(title=f"N {number}", intro="x"))
    event = EventPage.objects.upcoming().first()
    for number in range(20):
        event.copy(update_attrs={"slug": f"e-{number}"})
    assert asked() == few
