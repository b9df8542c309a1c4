"""What a person was told of a group goes with the membership, on whichever way it ends (decision 0008)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION membership_ended_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM notifications_notification
    WHERE recipient_id = OLD.user_id AND scope = 'group.' || OLD.group_id;
    IF FOUND THEN
        PERFORM pg_notify('live', json_build_object('to', 'bell', 'each', json_build_array(OLD.user_id))::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER membership_deleted_notifications AFTER DELETE ON groups_membership
    FOR EACH ROW EXECUTE FUNCTION membership_ended_notifications();
"""
BACKWARD = """
DROP TRIGGER membership_deleted_notifications ON groups_membership;
DROP FUNCTION membership_ended_notifications;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_rights_end"), ("notifications", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
