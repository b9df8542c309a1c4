"""Files of the folder that is imported, and never others."""

import hashlib

from django.core.files.uploadedfile import SimpleUploadedFile

from cms import limits


class Unusable(Exception):
    """The file is missing, too large, or elsewhere."""


def find_file(folder, name):
    """Raises Unusable. A link or ".." must not lead out of the folder."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Unusable(f"“{name}” is outside the folder")
        if not path.is_file():
            raise Unusable(f"there is no file “{name}”")
        if path.stat().st_size > limits.IMPORTED_BYTES:
            raise Unusable(f"“{name}” is larger than {limits.IMPORTED_BYTES // 1024**2} MB")
    except (OSError, ValueError) as error:
        raise Unusable(f"“{name}” cannot be read") from error
    return path


def hash_file(folder, name):
    """So that another content under the same name is noticed; "" if the file cannot be used."""
    try:
        with find_file(folder, name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (Unusable, TypeError):
        return ""


def open_file(item, name, field, stored_as):
    """As if an editor had uploaded it under another name; None, and a problem, if it cannot be used."""
    try:
        path = find_file(item.work.run.folder, name)
        return SimpleUploadedFile(f"{stored_as}{path.suffix.lower()}", path.read_bytes())
    except Unusable as problem:
        item.add_problem(field, str(problem))
        return None
