"""`make test`: everything the tests need, then pytest. ARGS= goes to pytest."""

import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import debian
from tools.console import Trouble, print_error
from tools.postgres import server as postgres
from tools.processes import child

ROOT = Path(__file__).resolve().parent.parent
NO_TEST_RAN = 5
# Whole files in their own order: the browser tests stay last in each process.
# `make check` asks the HTML checker, which starts a Java machine.
EVERYTHING = [*("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"), "--ignore=tests/test_html.py"]
NOT_FOR_TESTS = {
    *("DEBUG", "DEMO", "BASE_URL", "ARGS"),
    # A port given for the demo says nothing about the servers of the tests.
    "PORT",
    # Containers set it. Then each process would compile our code and rewrite each test's assertions for itself.
    "PYTHONDONTWRITEBYTECODE",
}
# Test folders or files that need a program: it, and its package of Debian.
VALKEY = ("tests/caching/test_shared.py", "tests/live/engines")
PROGRAMS = {
    "tests/deploy": ("nginx", "nginx"),
    # Debian 12 has no Valkey yet, later ones have both.
    **dict.fromkeys(VALKEY, ("redis-server", "redis-server")),
}
NO_BROWSER = """
!! Kein Chromium: DIE BROWSER-TESTS LAUFEN NICHT MIT. !!
!! Abhilfe: Chromium installieren oder CHROMIUM_PATH setzen. !!
"""


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    try:
        return run_tests(shlex.split(os.environ.get("ARGS", "")) or EVERYTHING)
    except KeyboardInterrupt:
        return 130
    except Trouble as trouble:
        print_error(str(trouble))
        return 1


def chosen_var() -> Path:
    return Path(os.environ.get("VAR") or ROOT / "var" / "test").resolve()


def run_tests(arguments: list[str]) -> int:
    with database() as url:
        env = environment(url)
        if child.run_to_end([sys.executable, "-m", "tools.assets.build"], env=env):
            raise Trouble("Die Dateien der Oberfläche ließen sich nicht bauen; die Meldung steht darüber.")
        arguments = with_programs(env, arguments)
        if wants_browser(arguments):
            arguments = with_browser(env, arguments)
        pytest = [sys.executable, "-m", "pytest", *arguments]
        return outcome(child.run_to_end(pytest, env=env, stop_with=signal.SIGINT), env)


@contextmanager
def database() -> Iterator[str]:
    if given := os.environ.get("DATABASE_URL"):
        yield given
    else:
        with postgres.serving(chosen_var(), durable=False) as server:
            yield server.url


def environment(url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS}
    return {"SECRET_KEY": "only-for-tests", **kept, "DATABASE_URL": url, "VAR": str(chosen_var())}


def wants_browser(arguments: list[str]) -> bool:
    return is_chosen("tests/browser", arguments)


def is_chosen(place: str, arguments: list[str]) -> bool:
    """A run of chosen tests outside a folder or file needs nothing for that one."""
    chosen = [argument for argument in arguments if argument.startswith("tests/")]
    return not chosen or any(one.startswith(place) or place.startswith(one) for one in chosen)


def with_programs(env: dict[str, str], arguments: list[str]) -> list[str]:
    ignored = []
    for place, (program, package) in PROGRAMS.items():
        if is_chosen(place, arguments) and not debian.find_or_install(program, package):
            print_error(f"\n!! Kein {program} (Paket {package}): DIE TESTS IN {place} LAUFEN NICHT MIT. !!\n")
            if env.get("CI"):
                raise Trouble(f"In der CI müssen die Tests in {place} laufen.")
            ignored.append(f"--ignore={place}")
    return [*arguments, *ignored]


def with_browser(env: dict[str, str], arguments: list[str]) -> list[str]:
    with tempfile.NamedTemporaryFile("r", suffix=".path") as path_file:
        child.run_to_end([sys.executable, "-m", "tools.browser", path_file.name], env=env)
        path = path_file.read().strip()
    if path:
        env["CHROMIUM_PATH"] = path
        return arguments
    print_error(NO_BROWSER)
    if env.get("CI"):
        raise Trouble("In der CI müssen die Browser-Tests laufen.")
    return [*arguments, "--ignore=tests/browser"]


def outcome(code: int, env: dict[str, str]) -> int:
    if code == NO_TEST_RAN:
        print_error("Es ist kein einziger Test gelaufen.")
    elif wants_browser(shlex.split(os.environ.get("ARGS", ""))) and "CHROMIUM_PATH" not in env:
        print_error(NO_BROWSER)
    return code if code >= 0 else 1


if __name__ == "__main__":
    sys.exit(main())
