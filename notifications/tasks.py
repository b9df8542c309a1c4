from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from notifications.models import Notification

READ_RETENTION = timedelta(days=90)


@app.periodic(cron="17 4 * * *")
@app.task(name="notifications.delete_expired_notifications", aliases=["notifications.forget_old"])
def delete_expired_notifications(timestamp: int):
    """Nightly: deletes notifications read long ago; they are personal data about who wrote to whom."""
    Notification.objects.filter(read_at__lt=timezone.now() - READ_RETENTION).delete()
