import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.tools.processes.real import ROOT, until
from tools.processes import child
from tools.processes.found import alive, survivors

OWNER = """
import sys
from tools.processes import child
child.interrupt_on_signals()
try:
    raise SystemExit(child.run_to_end([sys.executable, "-c", *sys.argv[2:]], grace=float(sys.argv[1])))
except KeyboardInterrupt:
    raise SystemExit(130) from None
"""
CHILD = """
import os, pathlib, signal, subprocess, sys
folder = pathlib.Path(sys.argv[1])
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
inner = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()", sys.argv[1]])
(folder / "new").write_text(f"{os.getpid()} {inner.pid}")
(folder / "new").rename(folder / "pids")
signal.pause()
"""


@contextmanager
def owner(folder, *manners, grace=8):
    """A process that runs a child, and the process ids of that child and of what the child has started."""
    argv = [sys.executable, "-c", OWNER, str(grace), CHILD, str(folder), *manners]
    process = subprocess.Popen(argv, cwd=ROOT, start_new_session=True, preexec_fn=default_sighup)  # noqa: PLW1509
    try:
        until((folder / "pids").exists)
        yield process, [int(pid) for pid in (folder / "pids").read_text().split()]
    finally:
        process.kill()
        process.wait()
        until(lambda: survivors(folder) == [])


def default_sighup():
    """Under nohup, as some machines run their tests, children ignore SIGHUP and the owner rightly does, too."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_child_and_what_it_has_started(tmp_path, number):
    with owner(tmp_path) as (process, pids):
        assert all(map(alive, pids))
        process.send_signal(number)
        assert process.wait(10) == 130
        until(lambda: not any(map(alive, pids)))


def test_ctrl_c_in_the_terminal_reaches_the_child_only_through_its_owner(tmp_path):
    with owner(tmp_path) as (process, (pid, _)):
        assert os.getsid(pid) != os.getsid(process.pid)
        process.terminate()
        assert process.wait(10) == 130


def test_kill_9_of_the_owner_leaves_no_child_even_a_stubborn_one(tmp_path):
    with owner(tmp_path, "stubborn") as (process, (pid, inner)):
        process.kill()
        until(lambda: not alive(pid))
        os.kill(inner, signal.SIGKILL)


def test_a_second_ctrl_c_kills_at_once(tmp_path):
    with owner(tmp_path, "stubborn") as (process, pids):
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.8)
        process.send_signal(signal.SIGINT)
        assert process.wait(3) == 130
        until(lambda: not any(map(alive, pids)))


def test_a_stubborn_child_is_killed_when_its_time_is_over(tmp_path):
    with owner(tmp_path, "stubborn", grace=1) as (process, pids):
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        assert all(map(alive, pids))
        assert process.wait(5) == 130
        until(lambda: not any(map(alive, pids)))


def test_a_command_gives_back_its_exit_code():
    assert child.run_to_end([sys.executable, "-c", "raise SystemExit(3)"]) == 3
