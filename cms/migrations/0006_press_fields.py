"""What stands below a release's title is its introduction, and quotes stand in its text, where editors want them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_no_news_mark"),
    ]

    operations = [
        migrations.RemoveField(model_name="presspage", name="subtitle"),
        migrations.RemoveField(model_name="presspage", name="quotes"),
        migrations.AddField(
            model_name="presspage",
            name="source_note",
            field=models.CharField(blank=True, max_length=250, verbose_name="Anmerkung zur Quelle"),
        ),
    ]
