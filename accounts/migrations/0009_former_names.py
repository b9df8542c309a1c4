
"""What people were called before, and their former addresses, kept by the database whoever changes them."""

import django.contrib.postgres.fields
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION user_keeps_former_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.names_since := OLD.names_since;
    NEW.former_addresses := OLD.former_addresses;
    -- Not more: all of them are looked for when the account is erased.
    IF NEW.name <> OLD.name AND (SELECT count(*) FROM jsonb_object_keys(OLD.names_since)) < 30 THEN
        NEW.names_since := jsonb_build_object(NEW.name, now()) || jsonb_build_object(OLD.name, null) || OLD.names_since;
    END IF;
    IF NEW.email <> OLD.email THEN
        NEW.former_addresses := array_append(array_remove(OLD.former_addresses, OLD.email), OLD.email);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER user_former_names BEFORE UPDATE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION user_keeps_former_names();
"""
BACKWARD = """
DROP TRIGGER user_former_names ON accounts_user;
DROP FUNCTION user_keeps_former_names;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_consent_stays'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='former_addresses',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.EmailField(max_length=254), blank=True, default=list, editable=False, verbose_name='frühere Adressen'),
        ),
        migrations.AddField(
            model_name='user',
            name='names_since',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='bisherige Namen'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
