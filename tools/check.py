"""`make check`: runs every check, shows each step, and fails when one of them has failed."""

import os
import sys
import time
from pathlib import Path

from tools.console import Trouble, print_error, print_message
from tools.postgres import server
from tools.processes import child

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider")
STEPS = (
    ("assets", ("tools.assets.build",)),
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("architecture and templates", (*PYTEST, "tests/test_architecture.py", "tests/test_templates.py")),
    ("migrations", ("manage", "makemigrations", "--check", "--dry-run")),
    ("production settings", ("manage", "check", "--deploy", "--fail-level", "WARNING")),
    ("HTML", (*PYTEST, "tests/test_html.py")),
)
PRODUCTION = {
    "SECRET_KEY": "not-secret-but-long-and-varied-enough-for-django-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "netz.example.org",
    "BASE_URL": "https://netz.example.org",
}
DEVELOPMENT = ("DEBUG", "DEMO", "PORT")


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    try:
        failed = run_all()
    except KeyboardInterrupt:
        return 130
    except Trouble as trouble:
        print_error(str(trouble))
        return 1
    print_message()
    for name, _ in STEPS:
        print_message(f"{'FAILED' if name in failed else 'ok':>8}  {name}")
    return 1 if failed else 0


def run_all() -> list[str]:
    var = Path(os.environ.get("VAR") or ROOT / "var" / "test")
    if given := os.environ.get("DATABASE_URL"):
        return run_steps(environment(given, var))
    with server.running(var) as url:
        return run_steps(environment(url, var))


def environment(url: str, var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in DEVELOPMENT}
    return {"SECRET_KEY": "only-for-checks", **kept, "DATABASE_URL": url, "VAR": str(var.resolve())}


def run_steps(env: dict[str, str]) -> list[str]:
    failed = []
    for name, (module, *arguments) in STEPS:
        print_message(f"── {name}")
        began = time.monotonic()
        step_env = env | PRODUCTION if name == "production settings" else env
        if child.run_to_end([sys.executable, "-m", module, *arguments], env=step_env):
            failed.append(name)
        print_message(f"   {time.monotonic() - began:.1f} s")
    return failed


if __name__ == "__main__":
    sys.exit(main())
