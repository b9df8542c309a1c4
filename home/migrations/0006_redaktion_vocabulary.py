"""Gives the Redaktion the quarters and target groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = ["quarter", "targetgroup"]


def grant(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    config = apps.get_app_config("vocabulary")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    codenames = [f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in MODELS]
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="vocabulary", codename__in=codenames
    )
    apps.get_model("auth", "Group").objects.get(name="Redaktion").permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_privacy_moves"),
        ("vocabulary", "0003_quarter_target_group"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
