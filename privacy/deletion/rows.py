"""Carries out what the processing records declare about deletion. No table is named here."""

from django.apps import apps

from accounts.models import User
from audit.processing_records import OnDelete
from privacy.records.all import emptied_references, processing_records


def erase_chosen(person_id, keep_posts):
    """Calls `erase_chosen` of each record that leaves a choice. Each uses transactions of its own."""
    for record in processing_records():
        if record.erase_chosen:
            record.erase_chosen(person_id, keep_posts)


def erase_rows(person):
    """Deletes the person's rows, and empties references to the person in all others. The account itself stays."""
    records = processing_records()
    for record in records:
        if record.erase:
            record.erase(person)
    for record in records:
        if record.of and record.on_delete is OnDelete.DELETE and record.model != User._meta.label:
            record.of(person).delete()
        for name in emptied_references(record):
            rows = apps.get_model(record.model)._base_manager.filter(**{name: person})
            rows.update(**{name: None})
