"""Databases to measure in: one with the demo's content for pages of this process, one with a seeded forum for servers."""

import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.console import Trouble
from tools.demo import python
from tools.postgres.server import serving
from tools.processes import child


def run_with_demo(measure: Callable[[], None]) -> None:
    """Calls `measure` where Django is set up and the demo loaded. A given DATABASE_URL keeps what is made there."""
    child.interrupt_on_signals()
    with TemporaryDirectory(prefix="staedtenetz-bench-") as folder:
        os.environ |= {
            "VAR": folder,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or "only-for-benchmarks",
            "DEMO": "1",
            "ALLOWED_HOSTS": "testserver",
        }
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        with ExitStack() as stack:
            if not os.environ.get("DATABASE_URL"):
                server = stack.enter_context(serving(Path(folder), durable=False))
                os.environ["DATABASE_URL"] = server.url
            load_demo()
            measure()


def load_demo():
    import django
    from django.core.management import call_command

    django.setup()
    from tests.support import quick

    quick.enable()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_demo", verbosity=0)


def seed_database(env: dict[str, str], path: Path, *numbers: str) -> dict:
    """Migrates the database of `env` and fills it by `seed_benchmark`, whose facts are written to `path` and returned.

    `numbers`: arguments of the command. Raises Trouble.
    """
    seed = ("seed_benchmark", "--yes", "--credentials", str(path), *numbers)
    for arguments in (("migrate", "-v0"), ("createcachetable",), seed):
        if child.run_to_end(python("manage.py", *arguments), env=env):
            raise Trouble("Die Datenbank ließ sich nicht füllen; die Meldung steht darüber.")
    return json.loads(path.read_text())
