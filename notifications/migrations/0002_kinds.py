"""Room for kinds of other apps than the forum, for their payload, and for what was seen."""

from django.db import migrations, models


def number(**options):
    return models.PositiveIntegerField(**options)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]
    operations = [
        migrations.RemoveConstraint("notification", "notification_once_per_subject"),
        migrations.RemoveConstraint("notification", "notification_reason_is_known"),
        migrations.RemoveConstraint("notification", "notification_is_by_somebody"),
        migrations.AddField("notification", "kind_name", models.CharField(default="", max_length=40)),
        migrations.AddField("notification", "kind_group", models.CharField(default="", max_length=40)),
        migrations.AddField("notification", "payload", models.JSONField(blank=True, default=dict)),
        migrations.AddField("notification", "seen_at", models.DateTimeField(null=True)),
        migrations.AlterField("notification", "reason", models.PositiveSmallIntegerField(null=True)),
        *(migrations.AlterField("notification", name, number(null=True)) for name in ("since", "first", "last")),
    ]
