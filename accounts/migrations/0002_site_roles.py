from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Redaktion", "Site-Moderation"]
PAGE = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
COLLECTION = {"image": "wagtailimages", "document": "wagtaildocs"}
COLLECTION_VERBS = ["add", "change", "choose"]


def add_roles(apps, schema_editor):
    # Permissions are normally written after the last migration, but these are needed now.
    for label in ["wagtailcore", "wagtailimages", "wagtaildocs"]:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    for role in ROLES:
        groups.get_or_create(name=role)
    equip_redaktion(apps, groups.get(name="Redaktion"))


def equip_redaktion(apps, group):
    permissions = apps.get_model("auth", "Permission").objects
    group.permissions.add(permissions.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for permission in permissions.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGE
    ):
        group.page_permissions.get_or_create(page=root, permission=permission)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for model, label in COLLECTION.items():
        for permission in permissions.filter(
            content_type__app_label=label, codename__in=[f"{verb}_{model}" for verb in COLLECTION_VERBS]
        ):
            group.collection_permissions.get_or_create(collection=root, permission=permission)


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(add_roles, remove_roles)]
