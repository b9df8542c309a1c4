"""Gives the Redaktion the requests for advice to read, to change and to delete."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ["view_advicerequest", "change_advicerequest", "delete_advicerequest"]


def grant(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    config = apps.get_app_config("cms")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="cms", codename__in=CODENAMES
    )
    apps.get_model("auth", "Group").objects.get(name="Redaktion").permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0010_advice"),
        ("home", "0011_redaktion_events"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
