"""The demo's content in a database of its own, in a temporary folder, for benchmarks that ask in their own process."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory


def run_with_demo(measure: Callable[[], None]) -> None:
    """Calls `measure` where Django is set up and the demo loaded. A given DATABASE_URL keeps what is made there."""
    from tools.postgres.server import serving
    from tools.processes.child import interrupt_on_signals

    interrupt_on_signals()
    with TemporaryDirectory(prefix="staedtenetz-bench-") as folder:
        os.environ |= {
            "VAR": folder,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or "only-for-benchmarks",
            "DEMO": "1",
            "ALLOWED_HOSTS": "testserver",
        }
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        if os.environ.get("DATABASE_URL"):
            load_demo(measure)
        else:
            with serving(Path(folder), durable=False) as server:
                os.environ["DATABASE_URL"] = server.url
                load_demo(measure)


def load_demo(measure):
    import django
    from django.core.management import call_command

    django.setup()
    from tests.support import quick

    quick.enable()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_demo", verbosity=0)
    measure()
