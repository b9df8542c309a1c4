import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("cms", "0015_links")]

    operations = [
        migrations.CreateModel(
            name="ImportedEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=50)),
                ("key", models.CharField(max_length=500)),
                ("object_id", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "Importierter Eintrag",
                "verbose_name_plural": "Importierte Einträge",
                "constraints": [
                    models.UniqueConstraint(fields=("file", "key"), name="imported_entry_once_per_file")
                ],
            },
        ),
    ]
