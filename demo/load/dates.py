"""Press releases, events and news. Invented events and news stand around the day of loading: some are always to come."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from cms.models import (
    EventDocument,
    EventFactSheet,
    EventIndexPage,
    EventPage,
    FactSheetPage,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressPage,
)
from demo.load import blocks, read_content
from demo.load.publishing import add_page, documents_by_slug, to_lines
from vocabulary.models import Programme, ThemeField

ZONE = ZoneInfo(settings.TIME_ZONE)
# So long before an event its page was there, unless that would be after today.
ANNOUNCED_BEFORE = timedelta(days=60)


def load_events():
    parent, documents = EventIndexPage.objects.get(), documents_by_slug()
    programmes = {programme.slug: programme for programme in Programme.objects.all()}
    themes = {theme.slug: theme for theme in ThemeField.objects.all()}
    sheets = {sheet.slug: sheet for sheet in FactSheetPage.objects.all()}
    for source in read_content("events")["events"]:
        page = make_event(source, programmes[source["program"]])
        page.theme_fields = [themes[slug] for slug in source["theme_fields"]]
        page.documents = [EventDocument(document=documents[slug]) for slug in source["documents"]]
        page.fact_sheets = [EventFactSheet(fact_sheet=sheets[slug]) for slug in source["steckbriefe"]]
        announced = min(timezone.localdate(page.start) - ANNOUNCED_BEFORE, timezone.localdate())
        add_page(parent, page, announced.isoformat())


def make_event(source, programme):
    start, end = (datetime.fromisoformat(source[name]) for name in ("start", "end"))
    day = to_weekday(timezone.localdate() + timedelta(days=source["demo_offset_days"]))
    begins = datetime.combine(day, start.time(), ZONE)
    return EventPage(
        slug=source["slug"],
        uid=source["uid"],
        title=source["title"],
        intro=source["summary"],
        search_description=source["summary"],
        kind=source["kind"],
        programme=programme,
        start=begins,
        end=begins + (end - start),
        is_all_day=source["all_day"],
        location=source["location"] or "",
        is_online=source["is_online"],
        online_link=source["online_link"] or "",
        agenda=to_lines(source["programme"]),
        accessibility=to_lines(source["accessibility"]),
        **describe_registration(source, day),
        outcomes=to_lines(source["outcomes"]),
        source_note=source["source_note"] or "",
        is_demo=source["is_demo"],
    )


def describe_registration(source, day):
    """`day` is the one on which the demo has the event."""
    start = date.fromisoformat(source["start"][:10])
    return {
        "capacity": source["capacity"],
        "needs_registration": source["registration_required"],
        "registration_deadline": day - (start - date.fromisoformat(source["registration_deadline"])),
        "contact_email": source["contact_email"],
    }


def to_weekday(day):
    """The same day, or the Friday before a weekend: nobody holds a workshop on a Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def load_news():
    parent = NewsIndexPage.objects.get()
    themes = {theme.slug: theme for theme in ThemeField.objects.all()}
    for source in read_content("news")["news"]:
        day = timezone.localdate() + timedelta(days=source["demo_offset_days"])
        page = NewsPage(
            slug=source["slug"],
            title=source["title"],
            intro=source["summary"],
            search_description=source["summary"],
            date=day,
            body=blocks.convert_block(source["body"], {}),
            is_demo=source["is_demo"],
        )
        page.theme_fields = [themes[slug] for slug in source["topics"]]
        add_page(parent, page, day.isoformat())


def load_press():
    parent = PressIndexPage.objects.get()
    themes = {theme.slug: theme for theme in ThemeField.objects.all()}
    for source in read_content("press")["press"]:
        page = make_press(source)
        page.theme_fields = [themes[slug] for slug in source["topics"]]
        if source["embargo_until"]:
            hold_back(parent, page, datetime.fromisoformat(source["embargo_until"]))
        else:
            add_page(parent, page, source["date"])


def make_press(source):
    return PressPage(
        slug=source["slug"],
        title=source["title"],
        intro=source["subtitle"],
        search_description=source["subtitle"],
        number=source["number"],
        references=to_lines([source["file_reference"]]),
        date=source["date"],
        place=source["place"],
        body=make_press_text(source),
        **{f"contact_{name}": source["contact"][name] or "" for name in ("name", "role", "email", "phone")},
        funding_note=source["funding_note"] or "",
        source_note=source.get("source_note", ""),
        is_demo=source["is_demo"],
    )


def make_press_text(source):
    """The paragraphs, with each quote after the one whose number it names."""
    body, paragraphs = [], []
    for number, paragraph in enumerate(source["body"], 1):
        paragraphs.append(f"<p>{paragraph}</p>")
        quotes = [quote for quote in source["quotes"] if quote["after"] == number]
        if quotes or number == len(source["body"]):
            body.append(("text", "".join(paragraphs)))
            paragraphs = []
        body += [("quote", {name: quote[name] for name in ("text", "person", "role")}) for quote in quotes]
    return body


def hold_back(parent, page, moment):
    """Schedules the page for as many days after today as it was after the content's base date."""
    base = date.fromisoformat(read_content("settings")["base_date"])
    day = timezone.localdate() + (moment.date() - base)
    page.go_live_at = datetime.combine(day, time(moment.hour, moment.minute), ZONE)
    page.date, page.live = day, False
    parent.add_child(instance=page)
    page.save_revision().publish()
