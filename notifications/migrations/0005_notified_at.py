"""`told_at` is `notified_at`. PostgreSQL renames the column in its index by itself."""

from django.db import migrations, models

NAME = "notification_by_time"
INDEX = models.Index(fields=["recipient", "-notified_at"], name=NAME)
RENAME = migrations.RenameField("notification", "told_at", "notified_at")
ORDER = {
    "verbose_name": "Mitteilung",
    "verbose_name_plural": "Mitteilungen",
    "ordering": ["-notified_at", "-pk"],
}


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_without_reason")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[RENAME],
            state_operations=[
                migrations.RemoveIndex("notification", NAME),
                RENAME,
                migrations.AddIndex("notification", INDEX),
            ],
        ),
        migrations.AlterModelOptions("notification", ORDER),
    ]
