from django.db import migrations, models

UNIQUE = models.UniqueConstraint(
    fields=("recipient", "subject", "kind_group"), name="notification_once_per_subject_and_group"
)
OF_A_KIND = models.CheckConstraint(
    condition=models.Q(("kind_name", ""), _negated=True) & models.Q(("kind_group", ""), _negated=True),
    name="notification_is_of_a_kind",
)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_kinds_of_rows")]
    operations = [
        migrations.RemoveField("notification", "reason"),
        migrations.AlterField("notification", "kind_name", models.CharField(max_length=40)),
        migrations.AlterField("notification", "kind_group", models.CharField(max_length=40)),
        migrations.AddConstraint("notification", UNIQUE),
        migrations.AddConstraint("notification", OF_A_KIND),
    ]
