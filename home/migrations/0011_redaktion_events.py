"""Gives the Redaktion the sign-ups to events to read and to remove."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ["view_eventsignup", "delete_eventsignup"]


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
        ("cms", "0009_event_sign_up"),
        ("home", "0010_blocks"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
