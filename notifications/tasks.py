from django.utils import timezone
from procrastinate.contrib.django import app

from notifications.limits import READ_RETENTION
from notifications.models import Notification


@app.periodic(cron="17 4 * * *")
@app.task(name="notifications.delete_expired_notifications", aliases=["notifications.forget_old"])
def delete_expired_notifications(timestamp: int):
    """Nightly: deletes notifications that were read long ago."""
    Notification.objects.filter(read_at__lt=timezone.now() - READ_RETENTION).delete()
