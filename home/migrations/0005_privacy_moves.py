"""What is about privacy has moved to the app of that name (privacy.0001); its tables stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0004_privacy"), ("privacy", "0001_from_home")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="DataExport"),
                migrations.DeleteModel(name="Erasure"),
            ]
        )
    ]
