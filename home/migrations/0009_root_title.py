"""Gives the page above all sites, which Wagtail calls "Root", a German title: editors see it in every list of pages."""

from django.db import migrations

ENGLISH, GERMAN = "Root", "Alle Seiten"


def rename(apps, before, after):
    found = apps.get_model("wagtailcore.Page").objects.filter(depth=1, title=before)
    found.update(title=after, draft_title=after)


def say_it_in_german(apps, schema_editor):
    rename(apps, ENGLISH, GERMAN)


def say_it_in_english(apps, schema_editor):
    rename(apps, GERMAN, ENGLISH)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_redaktion_forms"),
    ]

    operations = [migrations.RunPython(say_it_in_german, say_it_in_english)]
