"""Which fact sheets the start page names: each week others, by themselves."""

from django.db.models.functions import MD5
from django.utils import timezone

from caching.results import get_or_compute
from cms import limits
from cms.access import get_closed_paths, is_for_members
from cms.pages.library.fact_sheet import FactSheetPage, Status

DAYS_OF_WEEK = 7


def find_teaser(request, chosen=None):
    """(the fact sheet of the week and a few others, how many the reader may open).

    `chosen` is the key of the one that editors want first. What was stopped comes only by their choice, what is for
    members also: by themselves come those that everybody may open.
    """
    keys = get_or_compute(("teaser", get_closed_paths(request)), lambda: list_keys(request), request)
    own = [pk for pk, status, is_closed in keys if status != Status.STOPPED and not is_closed]
    first = [chosen] if chosen in {pk for pk, *_ in keys} else []
    picked = list(dict.fromkeys(first + rotate(own, count_weeks())))[: limits.TEASER_SHEETS]
    found = FactSheetPage.objects.with_rows().in_bulk(picked)
    return [found[pk] for pk in picked if pk in found], len(keys)


def list_keys(request):
    """(key, status, whether it is for members only) of each that the reader may open, in an order that tells nothing."""
    rows = FactSheetPage.objects.shown_to(request).annotate(is_closed=is_for_members())
    return list(rows.order_by(MD5("slug")).values_list("pk", "status", "is_closed"))


def rotate(keys, week):
    """A few from all over the list; each week the next ones, so that each key is first once in as many weeks."""
    if not keys:
        return []
    number = limits.TEASER_SHEETS
    return [keys[(week + place * len(keys) // number) % len(keys)] for place in range(number)]


def count_weeks():
    """Calendar weeks, from Monday on, since the year 1: unlike their numbers, they go on over the end of a year."""
    return (timezone.localdate().toordinal() - 1) // DAYS_OF_WEEK
