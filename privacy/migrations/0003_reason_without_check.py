"""For the next migration: the reason of an erasure gets another name for a person's own request."""

from django.db import migrations, models

REASONS = [
    ("request", "eigener Wunsch"),
    ("admin", "von der Verwaltung gelöscht"),
    ("inactivity", "lange nicht angemeldet"),
]
# In SQL, since migration 0001 refers to the present names of the reasons.
DROP = "ALTER TABLE home_erasure DROP CONSTRAINT erasure_reason_is_known"
ADD = """
    ALTER TABLE home_erasure ADD CONSTRAINT erasure_reason_is_known
    CHECK (reason IN ('wish', 'admin', 'inactivity'))
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_no_names")]

    operations = [
        migrations.RunSQL(DROP, ADD, [migrations.RemoveConstraint("erasure", "erasure_reason_is_known")]),
        migrations.AlterField("erasure", "reason", models.CharField(choices=REASONS, max_length=10)),
    ]
