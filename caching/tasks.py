from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from caching import limits
from caching.models import SiteChange


@app.periodic(cron="15 * * * *")
@app.task(name="caching.delete_old_changes")
@transaction.atomic
def delete_old_changes(timestamp: int):
    """Each hour: of the changes only the last ones tell anything."""
    deleted, _ = SiteChange.objects.filter(made_at__lt=timezone.now() - limits.CHANGES_KEPT).delete()
    if deleted:
        # Else a change that is committed meanwhile could make up for the number of those that are gone.
        SiteChange.objects.create()
