"""Gives the Redaktion snippets, menus and redirects, and puts it in place of Wagtail's English default groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = {
    "cms": ["externallink", "clip"],
    "vocabulary": ["municipality", "programme", "themefield"],
    "wagtailredirects": ["redirect"],
}


def equip(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    for label in [*MODELS, "home"]:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    redaktion = apps.get_model("auth", "Group").objects.get(name="Redaktion")
    for label, models in MODELS.items():
        codenames = [f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in models]
        redaktion.permissions.add(
            *permissions.filter(content_type__app_label=label, codename__in=codenames)
        )
    redaktion.permissions.add(permissions.get(content_type__app_label="home", codename="change_sitesettings"))
    replace_default_groups(apps, redaktion)


def replace_default_groups(apps, redaktion):
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.name = "Freigabe durch die Redaktion"
        task.save(update_fields=["name"])
        task.groups.set([redaktion])
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(
        name="Vier-Augen-Freigabe"
    )
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_site_roles"),
        ("cms", "0001_initial"),
        ("home", "0002_start_page"),
        ("vocabulary", "0001_initial"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(equip, migrations.RunPython.noop)]
