"""What people agreed to and when stays as it was; a text may forget who published it. With the first text."""

from datetime import UTC, datetime

from django.db import migrations

TEXT = (
    "Ich bin einverstanden, dass die Mitglieder der Gruppe sehen, "
    "wie ich heiße, wo ich arbeite und was ich schreibe."
)
FORWARD = """
CREATE FUNCTION consent_text_only_adds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.published_by_id IS NULL
        AND to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'texts of consent are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_text_stays BEFORE UPDATE OR DELETE ON accounts_consenttext
    FOR EACH ROW EXECUTE FUNCTION consent_text_only_adds();
CREATE TRIGGER consent_texts_stay BEFORE TRUNCATE ON accounts_consenttext
    FOR EACH STATEMENT EXECUTE FUNCTION consent_text_only_adds();

CREATE FUNCTION consent_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a consent is given or gone' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_stays BEFORE UPDATE ON accounts_consent
    FOR EACH ROW EXECUTE FUNCTION consent_refuses_change();
"""
BACKWARD = """
DROP TRIGGER consent_stays ON accounts_consent;
DROP FUNCTION consent_refuses_change;
DROP TRIGGER consent_texts_stay ON accounts_consenttext;
DROP TRIGGER consent_text_stays ON accounts_consenttext;
DROP FUNCTION consent_text_only_adds;
"""


def publish_the_first(apps, schema_editor):  # noqa: ARG001
    """What stood in the code until now, as its version "2026-11"."""
    texts = apps.get_model("accounts", "ConsentText").objects
    texts.get_or_create(after=None, defaults={"text": TEXT, "published_at": datetime(2026, 11, 1, 8, tzinfo=UTC)})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_consent")]
    operations = [
        migrations.RunPython(publish_the_first, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
