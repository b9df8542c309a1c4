"""Brings files, database and demo content up to date; each step is skipped when nothing has changed."""

import gc
import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django

from tools.console import print_error, print_message

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.db import OperationalError

    build_assets()
    django.setup()
    logging.getLogger().setLevel(logging.WARNING)
    collect_static()
    try:
        migrate_database()
    except OperationalError as error:
        print_error(f"Die Datenbank antwortet nicht: {error}")
        return 1
    load_demo()
    return 0


def build_assets() -> None:
    from tools.assets import build

    build.build_assets(ROOT)


def collect_static() -> None:
    """Takes seconds, so only when a file has changed."""
    from django.conf import settings
    from django.core.management import call_command

    target = Path(settings.STATIC_ROOT)
    stamp, wanted = target.with_name(target.name + ".stamp"), _static_digest()
    with suppress(FileNotFoundError):
        if target.is_dir() and stamp.read_text() == wanted:
            return
    print_message("Die Dateien der Oberfläche werden gesammelt …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def _static_digest() -> str:
    digest = hashlib.sha256()
    for name, path in _static_files():
        digest.update(f"{name} {_fingerprint(path)}\n".encode())
    return digest.hexdigest()


def _static_files() -> Iterator[tuple[str, Path]]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def _fingerprint(path: Path) -> str:
    """Our own files may be built afresh with equal content; a package's file changes only when installed."""
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    info = path.stat()
    return f"{info.st_size} {info.st_mtime_ns}"


def migrate_database() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils.translation import override

    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        print_message("Die Datenbank wird eingerichtet …")
        # The names of permissions stay as `manage.py migrate` writes them, untranslated.
        with few_collections(), override(None):
            if not executor.loader.applied_migrations:
                # After ours, each step of the packages would make all our models anew in memory.
                executor.migrate([leaf for leaf in leaves if leaf[0] not in own_apps()])
            call_command("migrate", interactive=False, verbosity=0)
    else:
        # Nothing to do, but what has been squashed meanwhile counts as done.
        executor.check_replacements()
    call_command("createcachetable", verbosity=0)


def own_apps() -> set[str]:
    from django.apps import apps

    return {app.label for app in apps.get_app_configs() if Path(app.path).parent == ROOT}


@contextmanager
def few_collections() -> Iterator[None]:
    """Migrations make models by the thousand that live long, and looking for garbage takes a quarter of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def load_demo() -> None:
    from django.core.management import call_command

    call_command("load_demo")


if __name__ == "__main__":
    sys.exit(main())
