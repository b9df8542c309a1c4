"""All that is stored about people: the records in the `personal_data` module of every installed app."""

from importlib import import_module

from django.apps import apps
from django.db.models import CASCADE
from django.utils.module_loading import module_has_submodule

from accounts.models import User
from audit.processing_records import Area


def modules():
    """The `personal_data` modules, those of lower apps first: these are last in INSTALLED_APPS."""
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "personal_data"):
            yield import_module(f"{config.name}.personal_data")


def records_by_area():
    """Area → its records, both in the order in which people read them."""
    found = {area: [] for area in Area}
    for module in modules():
        for record in getattr(module, "PROCESSING_RECORDS", ()):
            found[record.area or module.AREA].append(record)
    return found


def processing_records():
    return [record for records in records_by_area().values() for record in records]


def non_personal():
    """Model → all its fields, separated by spaces, of tables that hold nothing about anybody."""
    found = {}
    for module in modules():
        found |= getattr(module, "NON_PERSONAL", {})
    return found


def emptied_references(record):
    """The record's fields that lead to a person and are emptied when the person's account is deleted."""
    if "." not in record.model:
        return []
    fields = {name: apps.get_model(record.model)._meta.get_field(name) for name in record.items}
    return [
        name
        for name, field in fields.items()
        if field.related_model is User and field.null and field.remote_field.on_delete is not CASCADE
    ]
