"""Whoever is signed out, stilled, deleted or has a new password is told so to the live windows (decision 0006)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION account_right_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object('to', 'user.' || OLD.id, 'end', '')::text);
    RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE OF password, is_active ON accounts_user
    FOR EACH ROW WHEN (OLD.password <> NEW.password OR OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION account_right_ended();
CREATE TRIGGER account_deleted AFTER DELETE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION account_right_ended();

CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('live', json_build_object(
        'to', 'session.' || encode(sha256(convert_to(OLD.session_key, 'UTF8')), 'hex'), 'end', '')::text);
    RETURN NULL;
END $$;
CREATE TRIGGER session_deleted AFTER DELETE ON django_session
    FOR EACH ROW EXECUTE FUNCTION session_ended();
"""
BACKWARD = """
DROP TRIGGER session_deleted ON django_session;
DROP FUNCTION session_ended;
DROP TRIGGER account_deleted ON accounts_user;
DROP TRIGGER account_changed ON accounts_user;
DROP FUNCTION account_right_ended;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_other_place"),
        ("sessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
