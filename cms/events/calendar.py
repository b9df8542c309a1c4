"""Events as iCalendar. The files are public as the pages are: the link for taking part is in none of them."""

import hashlib
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event
from wagtail.models import Page

from cms.access import open_to
from cms.metadata.addresses import full_address
from cms.models import EventIndexPage, EventPage

HINT = "Den Link zur Teilnahme bekommen Angemeldete per E-Mail."


@require_safe
def event_file(request, path):
    event = find_page(request, path, EventPage)
    return make_response(request, [event], f"{event.slug}.ics")


@require_safe
def event_feed(request, path):
    """All that is to come and open to everybody."""
    page = find_page(request, path, EventIndexPage)
    events = EventPage.objects.live().public().child_of(page).upcoming().order_by("start", "pk")
    return make_response(request, list(events), "", title=page.title)


def find_page(request, path, model):
    """The published page at an address, if the reader may open it."""
    page = Page.find_for_request(request, f"{path}/")
    found = model.objects.live().filter(open_to(request), pk=page.pk).first() if page else None
    if not found:
        raise Http404
    return found


def make_response(request, events, file_name, title=""):
    content = make_calendar(request, events, title).to_ical()
    changed = max((event.last_published_at for event in events if event.last_published_at), default=None)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    if file_name:
        response["Content-Disposition"] = content_disposition_header(True, file_name)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    if request.session.is_empty():
        patch_cache_control(response, no_cache=True)
    # Only by its ETag: an event that is over leaves the feed without a change to any page.
    return get_conditional_response(request, etag=etag, response=response)


def make_calendar(request, events, title):
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//Veranstaltungen//DE")
    calendar.add("version", "2.0")
    if title:
        calendar.add("name", f"{settings.WAGTAIL_SITE_NAME}: {title}")
        calendar.add("x-wr-calname", f"{settings.WAGTAIL_SITE_NAME}: {title}")
        calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(make_entry(event, full_address(event, request)))
    if events:
        years = {timezone.localtime(moment).year for event in events for moment in (event.start, event.end)}
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 1, 1, 1))
    return calendar


def make_entry(event, address):
    entry = Event()
    published = event.last_published_at or event.latest_revision_created_at or event.start
    first = event.first_published_at or published
    entry.add("uid", event.calendar_uid)
    entry.add("dtstamp", published)
    entry.add("last-modified", published)
    # Grows with each publication, also of pages whose old revisions were deleted.
    entry.add("sequence", int((published - first).total_seconds()))
    for name, moment in describe_period(event):
        entry.add(name, moment)
    entry.add("summary", event.title)
    lines = [event.intro, *(line.value for line in event.agenda), HINT if event.is_online else "", address]
    entry.add("description", "\n".join(filter(None, lines)))
    if event.place:
        entry.add("location", event.place[:1].upper() + event.place[1:])
    entry.add("url", address)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return entry


def describe_period(event):
    """As (name, moment). The end of days is the day after the last one; what has no length has no end."""
    start, end = timezone.localtime(event.start), timezone.localtime(event.end)
    if event.is_all_day:
        return [("dtstart", start.date()), ("dtend", end.date() + timedelta(days=1))]
    return [("dtstart", start), *([("dtend", end)] if end > start else [])]
