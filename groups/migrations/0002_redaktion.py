"""Lets the Redaktion create and change groups; deleting one stays with the Verwaltung."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ["add_group", "change_group", "view_group"]


def equip(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    config = apps.get_app_config("groups")
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    redaktion = apps.get_model("auth", "Group").objects.get(name="Redaktion")
    redaktion.permissions.add(*permissions.filter(content_type__app_label="groups", codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_site_roles"), ("groups", "0001_initial")]

    operations = [migrations.RunPython(equip, migrations.RunPython.noop)]
