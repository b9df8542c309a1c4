"""A person's rows, and their values as data for programs and in words for people."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePath

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from audit.processing_records import Field, ProcessingRecord
from privacy.records.all import processing_records

# The export names related objects of these models only: names of others may hold what the person does not see.
NAMED = {
    *("groups.Group", "forum.Thread", "vocabulary.ThemeField", "vocabulary.Municipality", "auth.Group"),
    "wagtailcore.Page",
}
OTHERS = "eine andere Person"
AT_ONCE = 200


@dataclass(frozen=True)
class Table:
    """What one record has of a person: their own rows or, by `trace`, those of others that name them in this field."""

    record: ProcessingRecord
    person: User
    trace: str = ""

    @property
    def key(self):
        return f"{self.record.model}.{self.trace}" if self.trace else self.record.model

    @property
    def title(self):
        # The labels of traces end in "von".
        return (
            f"{self.record.title}, {self.record.items[self.trace].label} Ihnen"
            if self.trace
            else self.record.title
        )

    @cached_property
    def model(self):
        return apps.get_model(self.record.model)

    @cached_property
    def fields(self):
        """{field name: Field} of what the export holds of each row."""
        if not self.trace:
            return {name: item for name, item in self.record.items.items() if item.shown or not item.secret}
        names = self.record.traces[self.trace].split()
        return {name: self.record.items.get(name) or unlisted_field(self.model, name) for name in names}

    @property
    def withheld(self):
        """The labels of the fields that are stored, but not exported."""
        return [] if self.trace else [item.label for item in self.record.items.values() if item.secret]

    def rows(self):
        rows = (
            self.model._base_manager.filter(**{self.trace: self.person.pk})
            if self.trace
            else self.record.of(self.person)
        )
        along = [name for name in self.fields if leads_to(self.model, name) in NAMED]
        along += [] if self.trace else self.record.select_related
        rows = rows.select_related(*along) if along else rows
        return rows.order_by("pk").iterator(chunk_size=AT_ONCE)

    def values(self, row):
        for name, item in self.fields.items():
            yield Value(row, self.model._meta.get_field(name), item, self.person)

    def as_data(self, row):
        return {value.field.name: value.data for value in self.values(row)}


@dataclass(frozen=True)
class Value:
    row: models.Model
    field: models.Field
    item: Field
    person: User

    @property
    def raw(self):
        return self.item.shown(self.row) if self.item.shown else getattr(self.row, self.field.attname)

    @property
    def data(self):
        """The value for JSON."""
        if self.item.file:
            return self.file or None
        if self.raw is None or not self.field.is_relation or self.item.shown:
            return as_json(self.raw)
        if self.field.related_model is User:
            return {"id": self.raw, "name": self.person.name} if self.is_self else OTHERS
        name = {"name": str(getattr(self.row, self.field.name))} if self.is_named else {}
        return {"id": as_json(self.raw)} | name

    @property
    def words(self):
        """The value in German words, for the HTML page; "" if it is empty."""
        data = self.data
        if data in (None, "", [], {}):
            return ""
        if data == OTHERS:
            return OTHERS
        if self.field.is_relation and isinstance(data, dict):
            return data.get("name") or f"Nummer {data['id']}"
        if isinstance(data, bool):
            return "ja" if data else "nein"
        if self.field.choices and not self.item.shown:
            return str(dict(self.field.flatchoices).get(self.raw, data))
        return in_words(data if self.item.file else self.raw)

    @property
    def is_self(self):
        return self.field.related_model is User and self.raw == self.person.pk

    @property
    def is_named(self):
        return leads_to(type(self.row), self.field.name) in NAMED

    @property
    def is_picture(self):
        return self.file.endswith(".webp")

    @property
    def content(self):
        """The bytes of the file, or None."""
        if not self.item.file or not self.raw:
            return None
        if isinstance(self.field, models.FileField):
            return read_stored_file(getattr(self.row, self.field.name))
        return bytes(self.raw)

    @property
    def file(self):
        """The path of the file in the archive; "" if the value is not a file."""
        if not self.item.file or not self.raw:
            return ""
        ending = PurePath(self.raw.name).suffix if isinstance(self.field, models.FileField) else ""
        return f"dateien/{self.item.file}{ending}"


def read_stored_file(file):
    try:
        with file.open("rb") as opened:
            return opened.read()
    except FileNotFoundError:
        return None


def tables(person):
    for record in processing_records():
        if record.of:
            yield Table(record, person)
        for trace in record.traces:
            yield Table(record, person, trace)


def leads_to(model, name):
    field = model._meta.get_field(name)
    return field.related_model._meta.label if field.is_relation else None


def unlisted_field(model, name):
    return Field(str(model._meta.get_field(name).verbose_name), "")


def as_json(value):
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float, list, dict)) else str(value)


def in_words(value):
    if isinstance(value, datetime):
        return f"{date_format(timezone.localtime(value), 'j. F Y, H:i')} Uhr"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
