"""Deletes expired rows of packages, which themselves never delete them, or only when somebody uses them."""

import logging

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import registry
from wagtail.models import UploadedFile

from audit.limits import ENTRY_RETENTION
from privacy.limits import UPLOAD_RETENTION

logger = logging.getLogger("privacy")


def delete_expired_rows():
    """Each kind in a transaction of its own: one that fails stops no other, and the next night tries again."""
    for delete in (
        delete_expired_counters,
        delete_expired_editing_sessions,
        delete_expired_uploads,
        delete_expired_log_entries,
    ):
        try:
            with transaction.atomic():
                delete()
        except Exception:
            logger.exception("Cleanup", extra={"event": "cleanup_failed", "what": delete.__name__})


def delete_expired_counters():
    """Counted attempts. Their keys name IP addresses, and the cache itself deletes only when it is full."""
    with connection.cursor() as cursor:
        table = sql.Identifier(cache._table)
        cursor.execute(sql.SQL("DELETE FROM {} WHERE expires < %s").format(table), [timezone.now()])


def delete_expired_editing_sessions():
    """Who edited which page, and their input for a preview: Wagtail deletes it only when somebody else edits."""
    EditingSession.cleanup()
    FormState.objects.stale().delete()


def delete_expired_uploads():
    """Images and documents that were uploaded together with others and never got the title they lacked."""
    before = timezone.now() - UPLOAD_RETENTION
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name) or storage.get_modified_time(name) < before:
            storage.delete(name)
            upload.delete()


def delete_expired_log_entries():
    """Wagtail's own logs of pages and other things, kept as long as our audit log."""
    for model in registry.get_log_entry_models():
        model.objects.filter(timestamp__lt=timezone.now() - ENTRY_RETENTION).delete()
