"""The version of all that makes a page: processes of different versions run beside each other during a restart."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {".py", ".html", ".svg", ".json", ".mo", ".lock"}
SETTINGS = ("BASE_URL", "DEBUG", "DEMO", "LANGUAGE_CODE", "TIME_ZONE")


@cache
def find_version() -> bytes:
    """Of our code, templates and words, of the packages, of the addresses of static files, and of settings."""
    hashed = hashlib.blake2b(digest_size=20)
    for name, path in sorted(list_sources()):
        hashed.update(name.encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    hashed.update(repr([getattr(settings, name) for name in SETTINGS]).encode())
    return hashed.digest()


def list_sources():
    """(name that is the same on each machine, path)."""
    ours = (Path(config.path) for config in apps.get_app_configs())
    folders = [*(path for path in ours if path.parent == ROOT), ROOT / "templates", ROOT / "locale"]
    single = [("requirements.lock", ROOT / "requirements.lock")]
    single.append(("staticfiles.json", Path(settings.STATIC_ROOT) / "staticfiles.json"))
    yield from ((name, path) for name, path in single if path.is_file())
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in SUFFIXES and path.is_file():
                yield path.relative_to(ROOT).as_posix(), path
