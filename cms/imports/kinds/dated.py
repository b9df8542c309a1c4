"""What the lists by date share: for demonstrations, their entries stand around the day of the import."""

from datetime import datetime, timedelta

from django.utils import timezone


def count_days(item, day, *, on_weekday=False):
    """By how many days the entry's dates are moved, so that `day` is `demo_offset_days` from today."""
    offset = item.entry.demo_offset_days
    if offset is None:
        return timedelta(0)
    wanted = timezone.localdate() + timedelta(days=offset)
    if on_weekday:
        # Nobody holds a workshop on a Sunday: the Friday before.
        wanted -= timedelta(days=max(0, wanted.weekday() - 4))
    return wanted - day


def move_moment(moment, days):
    """By whole days; the clock shows the same, also when summer time begins or ends between them."""
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(local.date() + days, local.time()))
