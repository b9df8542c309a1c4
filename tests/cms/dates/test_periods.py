from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cms.pages.periods import describe_period

BERLIN = ZoneInfo("Europe/Berlin")
CASES = [
    ("2026-11-16 09:30", "2026-11-16 16:30", False, "Montag, 16. November 2026, 9:30 bis 16:30 Uhr"),
    ("2026-11-16 10:00", "2026-11-16 12:00", False, "Montag, 16. November 2026, 10 bis 12 Uhr"),
    ("2026-11-16 10:00", "2026-11-16 10:00", False, "Montag, 16. November 2026, 10 Uhr"),
    ("2026-11-16 00:00", "2026-11-16 00:00", True, "Montag, 16. November 2026, ganztägig"),
    ("2026-11-16 00:00", "2026-11-18 00:00", True, "Montag, 16. November, bis Mittwoch, 18. November 2026"),
    (
        "2026-12-31 18:00",
        "2027-01-01 01:30",
        False,
        "Donnerstag, 31. Dezember 2026, 18 Uhr, bis Freitag, 1. Januar 2027, 1:30 Uhr",
    ),
    # On the day on which clocks go back, from 3 to 2.
    ("2026-10-25 01:00", "2026-10-25 12:00", False, "Sonntag, 25. Oktober 2026, 1 bis 12 Uhr"),
]


@pytest.mark.parametrize(("start", "end", "is_all_day", "said"), CASES)
def test_a_period_is_said_in_german(start, end, is_all_day, said):
    start, end = (datetime.fromisoformat(moment).replace(tzinfo=BERLIN) for moment in (start, end))
    assert describe_period(start, end, is_all_day=is_all_day) == said
    utc = ZoneInfo("UTC")
    assert describe_period(start.astimezone(utc), end.astimezone(utc), is_all_day=is_all_day) == said
