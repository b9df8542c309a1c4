"""Files of entries: the same checks as for editors, nothing left in the storage of what was not imported."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.imports.folder import hash_file, open_file
from cms.imports.section import Section


class FileSection(Section):
    """`sources`: the fields of the entry that name files, which lie in `folder`, "" for that of the JSON files."""

    sources, folder = (), ""

    def get_digested(self, work, raw):
        names = [f"{self.folder}{raw.get(source)}" for source in self.sources]
        return [raw, *(hash_file(work.run.folder, name) for name in names)]

    def change(self, item):
        super().change(item)
        if not item.failed:
            note_files(item)


def put_file(item, instance, field, path, source, name, checks=()):
    """Gives the object the file of this path, which the entry names in `source`; it is stored under `name`.

    What it has already stays. Returns whether the file is another one.
    """
    upload = open_file(item, path, source, name)
    current = getattr(instance, field)
    if not upload or is_same(current, upload):
        return False
    try:
        for check in checks:
            check(upload)
    except ValidationError as refusal:
        for message in refusal.messages:
            item.add_problem(source, message)
        return False
    item.files[field] = current.name if current else ""
    setattr(instance, field, upload)
    return True


def is_same(current, upload):
    if not current or not current.storage.exists(current.name) or current.size != upload.size:
        return False
    with current.storage.open(current.name) as stored:
        return stored.read() == upload.read() or bool(upload.seek(0))


def note_files(item):
    """Once the object is saved: what to delete if the import fails, and what when it is done."""
    for field, old in item.files.items():
        stored = getattr(item.target, field)
        item.work.run.written.append((stored.storage, stored.name))
        if old:
            transaction.on_commit(lambda storage=stored.storage, old=old: storage.delete(old))
