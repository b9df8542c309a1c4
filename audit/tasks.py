from django.utils import timezone
from procrastinate.contrib.django import app

from audit.models import KEPT, Entry


@app.periodic(cron="41 3 * * *")
@app.task(name="audit.forget")
def forget(timestamp: int):
    """Nightly: an entry is kept for a year."""
    Entry.objects.filter(at__lt=timezone.now() - KEPT).delete()
