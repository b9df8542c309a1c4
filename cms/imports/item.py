"""An entry on its way from the file into the site."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cms.imports.schema import format_path, parse_entry


class Refused(Exception):
    """The item has problems: what it has stored so far is undone."""


class Item:
    """`row` is its ImportedEntry, `target` its object: both None for an entry that is new.

    `places`: by the name of a StreamField, (where in the entry, names of the block's parts) of each of its blocks.
    `files`: by the name of a field, the file that was stored there before.
    """

    def __init__(self, work, section, raw, place):
        self.work, self.section, self.raw, self.place = work, section, raw, place
        name = section.get_name(raw) if isinstance(raw, dict) else None
        self.name = str(name) if isinstance(name, str | int) and str(name) else None
        self.label = f"{section.name}/{self.name}" if self.name else f"{section.name}[{place}]"
        self.row = self.target = self.entry = self.digest = None
        self.existed = False
        self.problems, self.fields = 0, set()
        self.places, self.files = {}, {}

    @property
    def references(self):
        return self.work.run.references

    @property
    def failed(self):
        return bool(self.problems)

    def add_problem(self, field, message):
        """The first of a field says what to do; others may only follow from it."""
        self.problems += 1
        if field not in self.fields:
            self.work.report.add_problem(self.label, field, message)
        self.fields |= {field} if field else set()

    def parse(self):
        self.entry, problems = parse_entry(self.section.entry, self.raw)
        for field, message in problems:
            self.add_problem(field, message)

    def find(self, kind, name, field):
        """What the entry refers to at the field; None, and a problem, if there is nothing of the kind."""
        found = self.references.find(kind, name)
        if isinstance(found, list):
            paths = ", ".join(page.url_path for page in found)
            self.add_problem(field, f"“{name}” names several pages: {paths}; write the path")
            return None
        if found is None:
            self.report_missing(kind, name, field)
        return found

    def report_missing(self, kind, name, field):
        self.report_missing_any(kind, field, f"unknown reference: there is no {kind} “{name}”", name)

    def report_missing_any(self, kind, field, message, name=None):
        """A problem, unless what is missing is in a file that was not imported: that tells enough."""
        if self.references.is_blocked(kind, name):
            self.problems += 1
            self.fields.add(field)
            self.work.report.blocked.append(self.label)
        else:
            self.add_problem(field, message)

    def find_all(self, kind, names, field):
        found = [self.find(kind, name, f"{field}[{place}]") for place, name in enumerate(names)]
        return [one for one in found if one is not None]

    def find_optional(self, kind, name, field):
        return self.find(kind, name, field) if name else None

    def add_refusal(self, refusal, prefix=""):
        """Puts what a model's validation says at the fields of the entry."""
        for field, errors in refusal.update_error_dict({}).items():
            name = "" if field == "__all__" else self.section.names.get(field, field)
            for message in (message for error in errors for message in error.messages):
                self.add_problem(f"{prefix}{name}", message)

    @contextmanager
    def storing(self):
        """All or nothing of the item; whatever is wrong becomes its problems."""
        try:
            with transaction.atomic():
                yield
                if self.failed:
                    raise Refused
        except Refused:
            pass
        except ValidationError as refusal:
            self.add_refusal(refusal)
        except DatabaseError as error:
            self.add_problem("", f"the database refuses it: {error}")


def check_instance(item, instance, exclude=()):
    """All that the model and its blocks refuse."""
    check_streams(item, instance)
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as refusal:
        item.add_refusal(refusal)


def check_streams(item, instance):
    """As the editors' form does: blocks are not looked at when a page is saved."""
    for field in instance._meta.get_fields():
        if block := getattr(field, "stream_block", None):
            try:
                setattr(instance, field.name, block.clean(getattr(instance, field.name)))
            except ValidationError as refusal:
                report_stream(item, field.name, refusal)


def report_stream(item, field, refusal):
    places = item.places.get(field)
    for path, message in flatten_errors(refusal):
        where, names, parts = item.section.names.get(field, field), {}, path
        if path and places:
            (where, names), parts = places[path[0]], path[1:]
        parts = [part for part in (names.get(part, part) for part in parts) if part != ""]
        item.add_problem(format_path([where, *parts]), message)


def flatten_errors(refusal, path=()):
    """(path, message) of everything that blocks within blocks refuse."""
    if not hasattr(refusal, "block_errors"):
        yield from ((list(path), message) for message in refusal.messages)
        return
    for error in refusal.non_block_errors.as_data():
        yield from ((list(path), message) for message in error.messages)
    for part, error in refusal.block_errors.items():
        yield from flatten_errors(error, (*path, part))
