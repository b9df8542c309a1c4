"""One list of a file: which entries are new, changed or as before, and what becomes of them."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import registry as logs

from cms.imports.item import Item, check_instance
from cms.imports.schema import Entry
from cms.models import ImportedEntry

# What pages do by themselves at their time.
BY_ITSELF = ("wagtail.publish.scheduled", "wagtail.unpublish.scheduled")


def set_fields(instance, values):
    for name, value in values.items():
        setattr(instance, name, value)


class Section:
    """`name`: the list in the file. `kind`: what others call its entries, see references.LOOKUPS.

    `names`: the fields of entries whose names are not those of the model.
    """

    name, kind = "", ""
    entry = Entry
    model = None
    names = {}

    def list_raw(self, work):
        """The entries as they stand in the file."""
        return work.get_list(self.name)

    def get_name(self, raw):
        """What names the entry: it stays the same when the rest of the entry changes."""
        return raw.get("slug")

    def get_digested(self, _work, raw):
        """What makes the entry another one when it changes."""
        return [raw]

    def find_existing(self, items):
        """Objects that the site has already, by the names of the items that mean them."""
        return {one.slug: one for one in self.model.objects.filter(slug__in=[item.name for item in items])}

    def make(self, _item):
        return self.model()

    def fill(self, item, instance):
        """Gives it the values of the entry."""

    def create(self, item):
        item.target = self.make(item)
        self.change(item)

    def complete(self, item):
        """What refers to others of the same list, once all are there."""

    def change(self, item):
        self.fill(item, item.target)
        check_instance(item, item.target)
        if not item.failed:
            item.target.save()

    def list_references(self, item):
        """(kind, name) under which others refer to it."""
        return [(self.kind, item.name)]


class ThemedSection(Section):
    """Its entries have `theme_fields`, which an object gets once it is saved."""

    def change(self, item):
        themes = item.find_all("theme field", item.entry.theme_fields, "theme_fields")
        super().change(item)
        if not item.failed:
            item.target.theme_fields.set(themes)


def import_section(work, section, progress):
    items = read_items(work, section)
    due = find_due(work, section, [item for item in items if not item.failed])
    for item in due:
        item.parse()
    for item in items:
        if item.failed and item.name:
            note_references(item)
    new, changed = [item for item in due if not item.target], [item for item in due if item.target]
    steps = [(item, section.create) for item in new]
    steps += [(item, section.complete) for item in new]
    steps += [(item, section.change) for item in changed]
    for item, step in progress(section.name, steps):
        if not item.failed:
            with item.storing():
                step(item)
        note_references(item)
    work.report.created += len(new)
    work.report.updated += len(changed)
    if not work.report.failed:
        store_imported_entries(work, [*new, *changed])
    note_gone(work, section, items)


def note_references(item):
    for kind, name in item.section.list_references(item):
        if not item.failed:
            item.references.add(kind, name, item.target)
        elif not item.existed:
            item.references.failed.add((kind, name))


def note_failed(item):
    """Of a file that is not imported, though the entry itself may be without mistake."""
    if item.name and not item.existed:
        item.references.failed.update(item.section.list_references(item))


def read_items(work, section):
    """Those that cannot be told apart, or not stored, have a problem."""
    items, seen = [], set()
    for place, raw in enumerate(section.list_raw(work)):
        item = Item(work, section, raw, place)
        items.append(item)
        work.items.append(item)
        if not isinstance(raw, dict):
            item.add_problem("", "should be an object")
        elif not is_storable(raw):
            item.add_problem("", "holds a character that cannot be stored")
        elif not item.name:
            item.parse()
            if not item.failed:
                item.add_problem("", "has nothing that names it")
        elif item.name in seen:
            item.add_problem("", f"occurs twice in “{section.name}”")
        seen.add(item.name)
    return items


def is_storable(raw):
    """PostgreSQL stores neither NUL nor halves of characters."""
    text = json.dumps(raw, ensure_ascii=False)
    if "\\u0000" in text.replace("\\\\", ""):
        return False
    return text.encode("utf-8", "ignore").decode() == text


def find_due(work, section, items):
    """Those that are new or read otherwise than when they were imported, each with its `row` and `target`."""
    keys = {f"{section.name}/{item.name}": item for item in items}
    known = set()
    for row in ImportedEntry.objects.filter(file=work.name, key__in=keys).prefetch_related("target"):
        keys[row.key].row = row
        keys[row.key].target = row.target
        known.add((row.content_type_id, row.object_id))
    existing = find_others(section, [item for item in items if not item.row], known)
    due = []
    for item in items:
        item.digest = make_digest(section.get_digested(work, item.raw))
        item.target = item.target or existing.get(item.name)
        item.existed = bool(item.target)
        if item.existed and item.row and item.row.digest == item.digest:
            work.report.unchanged += 1
        elif reason := not work.run.overwrite and find_reason(item):
            work.report.kept.append((item.label, reason))
        else:
            due.append(item)
    return due


def find_others(section, items, known):
    """What the site has besides that the items mean, by name; not what other entries have become."""
    found = section.find_existing(items) if items else {}
    return {name: one for name, one in found.items() if get_identity(one) not in known}


def get_identity(one):
    kind = getattr(one, "content_type_id", None) or ContentType.objects.get_for_model(one).pk
    return kind, one.pk


def find_reason(item):
    """Why the object is left alone, or ""."""
    if item.row and not item.target:
        return "was deleted on the site (--overwrite makes it anew)"
    if item.target and is_changed_by_hand(item.target, item.row and item.row.imported_at):
        there = "was changed on the site since" if item.row else "is on the site already"
        return f"{there} (--overwrite replaces it)"
    return ""


def is_changed_by_hand(target, since):
    """Since a moment, or ever. What was deleted of the log by now, the page's own time still tells."""
    entries = logs.get_logs_for_instance(target).exclude(action__in=BY_ITSELF)
    latest = getattr(target, "latest_revision_created_at", None)
    if since:
        return bool(latest and latest > since) or entries.filter(timestamp__gt=since).exists()
    return bool(latest) or entries.exclude(action="wagtail.create", user=None).exists()


def make_digest(parts):
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def store_imported_entries(work, items):
    rows = [
        ImportedEntry(
            file=work.name,
            key=f"{item.section.name}/{item.name}",
            content_type=ContentType.objects.get_for_model(item.target),
            object_id=item.target.pk,
            digest=item.digest,
            imported_at=timezone.now(),
        )
        for item in items
    ]
    fields = ["content_type", "object_id", "digest", "imported_at"]
    ImportedEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["file", "key"], update_fields=fields
    )


def note_gone(work, section, items):
    rows = ImportedEntry.objects.filter(file=work.name, key__startswith=f"{section.name}/")
    named = [f"{section.name}/{item.name}" for item in items]
    work.report.gone += rows.exclude(key__in=named).order_by("key").values_list("key", flat=True)
