"""What packages would keep for ever, or until somebody happens to come by."""

import logging
from datetime import timedelta

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import registry
from wagtail.models import UploadedFile

from audit.limits import ENTRY_RETENTION

logger = logging.getLogger("privacy")

JOBS_KEPT = timedelta(days=7)
UPLOADS_KEPT = timedelta(days=1)


def forget():
    """One that fails keeps no other; the next night tries again."""
    for what in (forget_limits, forget_editing, forget_uploads, forget_editors_logs):
        try:
            with transaction.atomic():
                what()
        except Exception:
            logger.exception("Forgetting", extra={"event": "forgetting_failed", "what": what.__name__})


def forget_limits():
    """Of limits that are over. Their keys name IP addresses, and the cache itself deletes only when it is full."""
    with connection.cursor() as cursor:
        table = sql.Identifier(cache._table)
        cursor.execute(sql.SQL("DELETE FROM {} WHERE expires < %s").format(table), [timezone.now()])


def forget_editing():
    """Who edited which page, and what they had typed for a preview: Wagtail deletes it when somebody else edits."""
    EditingSession.cleanup()
    FormState.objects.stale().delete()


def forget_uploads():
    """Images and documents that were uploaded with others, and that nobody gave the title they lacked."""
    before = timezone.now() - UPLOADS_KEPT
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name) or storage.get_modified_time(name) < before:
            storage.delete(name)
            upload.delete()


def forget_editors_logs():
    """Wagtail's own logs of pages and other things, as long as ours."""
    for model in registry.get_log_entry_models():
        model.objects.filter(timestamp__lt=timezone.now() - ENTRY_RETENTION).delete()
