"""A membership that ends is told to the live windows of the person, on whichever way it ends (decision 0006)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION membership_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object(
        'to', 'user.' || OLD.user_id, 'end', 'group.' || OLD.group_id)::text);
    RETURN NULL;
END $$;
CREATE TRIGGER membership_deleted AFTER DELETE ON groups_membership
    FOR EACH ROW EXECUTE FUNCTION membership_ended();
"""
BACKWARD = """
DROP TRIGGER membership_deleted ON groups_membership;
DROP FUNCTION membership_ended;
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_threads")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
