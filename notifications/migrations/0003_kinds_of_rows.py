"""A reason of the forum becomes a kind. What was read was seen."""

from django.db import migrations

FORWARD = """
UPDATE notifications_notification SET kind_group = 'forum.thread', seen_at = read_at, kind_name = CASE reason
    WHEN 10 THEN 'forum.post' WHEN 20 THEN 'forum.reply' WHEN 30 THEN 'forum.quote' ELSE 'forum.mention' END
"""
# Kinds that the former version does not know cannot be shown by it.
BACKWARD = """
DELETE FROM notifications_notification WHERE kind_group <> 'forum.thread';
UPDATE notifications_notification SET reason = CASE kind_name
    WHEN 'forum.post' THEN 10 WHEN 'forum.reply' THEN 20 WHEN 'forum.quote' THEN 30 ELSE 40 END
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_kinds")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
