"""The nightly job: what was read long ago is deleted."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from forum import kinds
from notifications.models import Notification
from notifications.tasks import delete_expired_notifications

DAYS, MINUTE = timedelta(days=90), timedelta(minutes=1)


def test_what_was_read_long_ago_goes_and_what_is_unread_stays(anna, ben):
    now = timezone.now()
    for title, read_at in (
        ("heute gelesen", now),
        ("fast vergessen", now - DAYS + MINUTE),
        ("vergessen", now - DAYS - MINUTE),
        ("längst vergessen", now - 9 * DAYS),
        ("ungelesen", None),
    ):
        what = {"scope": "group.1", "subject": title, "title": title, "url": "/", "number": 1}
        Notification.objects.notify({anna.pk: kinds.POST}, actor=ben, at=now - 9 * DAYS, **what)
        Notification.objects.filter(title=title).update(read_at=read_at)
    delete_expired_notifications(timestamp=0)
    left = Notification.objects.order_by("pk").values_list("title", flat=True)
    assert list(left) == ["heute gelesen", "fast vergessen", "ungelesen"]


def test_the_task_runs_every_night():
    assert "notifications.delete_expired_notifications" in {
        name for name, _ in app.periodic_registry.periodic_tasks
    }
