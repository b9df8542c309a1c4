from django.utils import timezone
from procrastinate.contrib.django import app

from caching import limits
from caching.models import SiteChange


@app.periodic(cron="15 3 * * *")
@app.task(name="caching.delete_old_changes")
def delete_old_changes(timestamp: int):
    """Nightly: of the changes only the last day's tell anything."""
    SiteChange.objects.filter(made_at__lt=timezone.now() - limits.CHANGES_KEPT).delete()
