"""The export of one's data: asked for on a page, made by a job, fetched for a week."""

import logging

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from mail.outbox import send_mail
from privacy.export.archive import build_archive
from privacy.limits import EXPORT_RETENTION
from privacy.models import DataExport

logger = logging.getLogger("privacy")


@transaction.atomic
def request_export(user):
    """Queues the job in the caller's transaction; asking again while one is being made changes nothing."""
    export, is_new = DataExport.objects.defer("archive").get_or_create(user=user)
    again = {"asked_at": timezone.now(), "made_at": None, "archive": None}
    made = DataExport.objects.filter(pk=export.pk, made_at__isnull=False)
    if is_new or made.update(**again):
        # Deferred by name: privacy.tasks imports this module.
        app.configure_task("privacy.make_export").defer(export_id=export.pk)
        logger.info("Data export asked for", extra={"event": "data_export_asked", "user": user.pk})


def current_export(user):
    """The person's export with its `size` and `ends_at`, without what is in it; None if there is none any more."""
    kept = DataExport.objects.exclude(made_at__lte=timezone.now() - EXPORT_RETENTION).defer("archive")
    with_size = kept.annotate(size=Length("archive"), ends_at=F("made_at") + EXPORT_RETENTION)
    return with_size.filter(user=user).first()


@transaction.atomic(durable=True)
def make_export(export_pk):
    """Packs readable HTML, JSON and files into the export's archive; a second run of the job changes nothing.

    All is read in one snapshot. A second run, or one for a closed account, makes nothing.
    """
    use_one_snapshot()
    waiting = DataExport.objects.select_for_update(of=["self"], skip_locked=True).select_related("user")
    export = waiting.filter(pk=export_pk, made_at=None, user__is_active=True).first()
    if export is None:
        return
    now = timezone.now()
    export.archive, export.made_at = build_archive(export.user, now), now
    link = reverse("privacy:overview")
    send_mail(export.user.email, "data_export", {"link": link, "ends_at": now + EXPORT_RETENTION})
    export.save(update_fields=["archive", "made_at"])
    logger.info("Data export made", extra={"event": "data_export_made", "user": export.user_id})


def use_one_snapshot():
    """From the first query on, the transaction sees nothing that others commit; only at its very beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def delete_expired_exports():
    DataExport.objects.filter(made_at__lte=timezone.now() - EXPORT_RETENTION).delete()
