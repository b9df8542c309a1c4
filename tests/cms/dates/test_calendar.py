"""Events as iCalendar: what calendars read, and what they must not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from cms.models import EventPage
from tests.support.database.undoing import each

FEED = "/veranstaltungen/kalender.ics"
FILE = "/veranstaltungen/mobilitaet-klimaschutz/termin.ics"
BERLIN = ZoneInfo("Europe/Berlin")
LINK = "https://treff.example/raum"


def read(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def entry(client, page):
    (found,) = read(client.get(f"{page.url}termin.ics")).walk("VEVENT")
    return found


def test_an_event_says_all_that_a_calendar_needs(demo, client):
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    calendar = read(client.get(FILE))
    (found,) = calendar.walk("VEVENT")
    assert found["UID"] == "mobilitaet-klimaschutz@stadtlabor.example.org"
    assert (found.start, found.end) == (page.start.astimezone(BERLIN), page.end.astimezone(BERLIN))
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert (found["SUMMARY"], found["LOCATION"]) == (page.title, "Bürgerzentrum (Beispielort)")
    assert found["URL"] == "http://localhost:8000/veranstaltungen/mobilitaet-klimaschutz/"
    assert page.intro in found["DESCRIPTION"]
    assert (found["STATUS"], found["SEQUENCE"]) == ("CONFIRMED", 0)
    assert found["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)


@each(
    ("start", "hours", "expected"),
    [
        (datetime(2030, 7, 1, 22, tzinfo=UTC), 24, (date(2030, 7, 2), date(2030, 7, 4))),
        (datetime(2030, 7, 1, 22, tzinfo=UTC), 0, (date(2030, 7, 2), date(2030, 7, 3))),
    ],
)
def test_the_end_of_days_is_the_day_after_the_last(start, hours, expected, publish, client):
    found = entry(
        client, publish("Tage", 0, start=start, end=start + timedelta(hours=hours), is_all_day=True)
    )
    assert (found["DTSTART"].dt, found["DTEND"].dt) == expected


def test_an_event_that_has_no_length_has_no_end(publish, client):
    moment = timezone.now() + timedelta(days=1)
    assert "DTEND" not in entry(client, publish("Kurz", 0, start=moment, end=moment))


def test_a_change_is_published_with_a_higher_number_and_one_called_off_says_so(publish, client):
    page = publish("Treffen", 3)
    assert page.uid == ""
    before = timezone.now() - timedelta(days=3)
    EventPage.objects.filter(pk=page.pk).update(first_published_at=before, last_published_at=before)
    first = entry(client, page)
    page = EventPage.objects.get(pk=page.pk)
    page.title, page.is_cancelled = "Anders", True
    page.save_revision().publish()
    changed = entry(client, page)
    assert changed["UID"] == first["UID"]
    assert changed["SEQUENCE"] > first["SEQUENCE"]
    assert (changed["SUMMARY"], changed["STATUS"]) == ("Anders", "CANCELLED")


def test_a_copy_is_another_event_to_calendars(demo):
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert copy.calendar_uid not in ("", page.calendar_uid)


def test_the_feed_holds_what_is_to_come_and_open_to_all_and_never_the_link(publish, client, carla):
    closed = publish("Nur für Mitglieder", 4)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    publish("Online", 5, is_online=True, online_link=LINK, needs_registration=True)
    publish("Vorbei", -5)
    client.force_login(carla)
    response = client.get(FEED)
    titles = [str(found["SUMMARY"]) for found in read(response).walk("VEVENT")]
    assert ("Online" in titles, len(titles)) == (True, 4)
    assert LINK not in response.content.decode().replace("\r\n ", "")
    assert b"LOCATION:Online" in response.content
    assert entry(client, closed)["SUMMARY"] == "Nur für Mitglieder"
    client.logout()
    assert client.get(f"{closed.url}termin.ics").status_code == 404


def test_an_unpublished_event_has_no_file_and_an_empty_feed_is_a_calendar(demo, client):
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    page.unpublish()
    assert client.get(FILE).status_code == 404
    for one in EventPage.objects.all():
        one.delete()
    assert read(client.get(FEED)).walk("VEVENT") == []


def test_calendars_that_ask_again_get_nothing_new(demo, client):
    first = client.get(FEED)
    assert first["Last-Modified"]
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    page.title = "Anders"
    page.save_revision().publish()
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_pages_lead_to_both(demo, client):
    index = client.get("/veranstaltungen/").content.decode()
    assert 'href="webcal://testserver/veranstaltungen/kalender.ics"' in index
    assert f'href="{FEED}"' in index
    assert f'href="{FILE}"' in index
    assert f'href="{FILE}"' in client.get(FILE.removesuffix("termin.ics")).content.decode()


def test_more_events_cost_no_more_queries(publish, asked):
    few = asked(FEED)
    for number in range(20):
        publish(f"K{number}", number + 1)
    assert asked(FEED) <= few
