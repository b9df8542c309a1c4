"""Three fields by what they hold: when people were notified, and the text of a rejected line. Only names change."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0018_mailings_stand_alone")]

    operations = [
        migrations.RenameField("group", "deletion_told_at", "deletion_notified_at"),
        migrations.RenameField("group", "without_lead_told_at", "without_lead_notified_at"),
        migrations.RenameField("emailinvitation", "typed", "original_text"),
    ]
