from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from notifications.models import Notification

KEPT = timedelta(days=90)


@app.periodic(cron="17 4 * * *")
@app.task(name="notifications.forget_old")
def forget_old(timestamp: int):
    """Nightly: what was read long ago helps nobody find anything, and tells who wrote with whom."""
    Notification.objects.filter(read_at__lt=timezone.now() - KEPT).delete()
