from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0012_submission")]

    operations = [
        migrations.AddField(
            model_name="editorialdocument",
            name="embargo_until",
            field=models.DateTimeField(
                blank=True,
                help_text="Vorher ist das Dokument nirgends zu finden und nicht herunterzuladen, außer für die Redaktion.",
                null=True,
                verbose_name="Sperrfrist (Datum und Uhrzeit in Berlin)",
            ),
        ),
    ]
