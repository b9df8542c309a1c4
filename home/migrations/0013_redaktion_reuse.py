"""Gives the Redaktion what members report as re-use of fact sheets, to confirm, write and delete."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    config = apps.get_app_config("cms")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="cms", content_type__model="reuse"
    )
    apps.get_model("auth", "Group").objects.get(name="Redaktion").permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0011_reuse"),
        ("home", "0012_redaktion_advice"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
