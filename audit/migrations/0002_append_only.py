"""What was written down stays: entries are only added, forgotten after a year, and may lose who it was."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_only_adds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '365 days' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL
        AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_only_adds();
CREATE TRIGGER audit_entries_stay BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_adds();
"""
BACKWARD = """
DROP TRIGGER audit_entry_stays ON audit_entry;
DROP TRIGGER audit_entries_stay ON audit_entry;
DROP FUNCTION audit_only_adds;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
