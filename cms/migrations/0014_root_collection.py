"""Gives the collection above all others, which Wagtail calls "Root", a German name: editors see it at every upload."""

from django.db import migrations

ENGLISH, GERMAN = "Root", "Allgemein"


def rename(apps, before, after):
    apps.get_model("wagtailcore.Collection").objects.filter(depth=1, name=before).update(name=after)


def say_it_in_german(apps, schema_editor):
    rename(apps, ENGLISH, GERMAN)


def say_it_in_english(apps, schema_editor):
    rename(apps, GERMAN, ENGLISH)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0013_embargo"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(say_it_in_german, say_it_in_english)]
