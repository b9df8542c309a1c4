"""When something takes place, in words: "Montag, 16. November 2026, 9:30 bis 16:30 Uhr"."""

from django.utils.formats import date_format
from django.utils.timezone import localtime


def describe_period(start, end, *, is_all_day):
    """Both moments, in the site's time zone. Of an event that lasts all day only the days count."""
    start, end = localtime(start), localtime(end)
    if start.date() == end.date():
        return f"{date_format(start, 'l, j. F Y')}, {describe_hours(start, end, is_all_day=is_all_day)}"
    # The year stands once, at the end, unless the two differ.
    first = date_format(start, "l, j. F" if start.year == end.year else "l, j. F Y")
    last = date_format(end, "l, j. F Y")
    if is_all_day:
        return f"{first}, bis {last}"
    return f"{first}, {clock(start)} Uhr, bis {last}, {clock(end)} Uhr"


def describe_hours(start, end, *, is_all_day):
    """Of one day."""
    if is_all_day:
        return "ganztägig"
    hours = clock(start) if start == end else f"{clock(start)} bis {clock(end)}"
    return f"{hours} Uhr"


def clock(moment):
    return date_format(moment, "G:i" if moment.minute else "G")
