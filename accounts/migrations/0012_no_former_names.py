"""Deletion searches no texts for former names any more, so that the database need not keep them (docs/decisions/0021)."""

import importlib

from django.db import migrations

former_names = importlib.import_module("accounts.migrations.0009_former_names")
DROP_COLUMNS = "ALTER TABLE accounts_user DROP COLUMN names_since, DROP COLUMN former_addresses"
ADD_COLUMNS = """
ALTER TABLE accounts_user
    ADD COLUMN names_since jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN former_addresses varchar(254)[] NOT NULL DEFAULT '{}';
ALTER TABLE accounts_user ALTER COLUMN names_since DROP DEFAULT, ALTER COLUMN former_addresses DROP DEFAULT;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_visibility")]
    operations = [
        migrations.RunSQL(former_names.BACKWARD, former_names.FORWARD),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(DROP_COLUMNS, ADD_COLUMNS)],
            state_operations=[
                migrations.RemoveField("user", "names_since"),
                migrations.RemoveField("user", "former_addresses"),
            ],
        ),
    ]
