from django.db import migrations, models

KNOWN = models.Q(reason__in=["request", "admin", "inactivity"])


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_wish_is_request")]

    operations = [
        migrations.AddConstraint(
            "erasure", models.CheckConstraint(condition=KNOWN, name="erasure_reason_is_known")
        ),
    ]
