from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0016_imported_entry"), ("vocabulary", "0004_field_questions")]

    operations = [
        migrations.AddField(
            model_name="clip",
            name="theme_fields",
            field=models.ManyToManyField(
                blank=True,
                related_name="clips",
                to="vocabulary.themefield",
                verbose_name="Themenfelder",
            ),
        ),
    ]
