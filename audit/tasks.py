from django.utils import timezone
from procrastinate.contrib.django import app

from audit.limits import ENTRY_RETENTION
from audit.models import Entry


@app.periodic(cron="41 3 * * *")
@app.task(name="audit.forget")
def delete_expired_entries(timestamp: int):
    """Nightly."""
    Entry.objects.filter(at__lt=timezone.now() - ENTRY_RETENTION).delete()
