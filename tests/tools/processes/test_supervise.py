import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.tools.processes.real import ROOT, alive, survivors, until
from tools.supervise import ChildDied, Signals, Supervisor


@contextmanager
def supervisor(folder, *manners):
    """A running supervisor and the process ids of its two children."""
    argv = [sys.executable, "-m", "tests.tools.processes.supervised", str(folder), *manners]
    process = subprocess.Popen(argv, cwd=ROOT, start_new_session=True, preexec_fn=hear_hangups)  # noqa: PLW1509
    try:
        yield process, _children(folder)
    finally:
        process.kill()
        process.wait()
        until(lambda: survivors(folder) == [])


def hear_hangups():
    """Under nohup, as some machines run their tests, children ignore SIGHUP and the supervisor rightly does, too."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _children(folder):
    until(lambda: (folder / "one").exists() and (folder / "two").exists())
    return [int((folder / name).read_text()) for name in ("one", "two")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_all_children_and_counts_as_success(tmp_path, number):
    with supervisor(tmp_path) as (process, children):
        assert all(map(alive, children))
        process.send_signal(number)
        assert process.wait(10) == 0
        assert not any(map(alive, children))


def test_ctrl_c_in_the_terminal_reaches_the_children_only_through_the_supervisor(tmp_path):
    with supervisor(tmp_path) as (process, children):
        assert all(os.getsid(child) != os.getsid(process.pid) for child in children)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(10) == 0
        assert not any(map(alive, children))


def test_when_one_child_dies_the_other_is_ended_and_the_supervisor_fails(tmp_path):
    with supervisor(tmp_path) as (process, (one, two)):
        os.kill(two, signal.SIGKILL)
        assert process.wait(10) == 41
        assert not alive(one)


def test_kill_9_of_the_supervisor_leaves_no_child_even_a_stubborn_one(tmp_path):
    with supervisor(tmp_path, "stubborn") as (process, children):
        process.kill()
        until(lambda: not any(map(alive, children)))


def test_a_second_ctrl_c_kills_at_once_and_leaves_nothing(tmp_path):
    with supervisor(tmp_path, "stubborn") as (process, children):
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(3) == 0
        assert not any(map(alive, children))


def test_children_have_eight_seconds_to_end():
    with Signals() as signals:
        assert Supervisor(signals).grace == 8


def test_a_stubborn_child_is_killed_when_its_time_is_over(tmp_path):
    with supervisor(tmp_path, "stubborn", "hasty") as (process, children):
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        assert all(map(alive, children))
        assert process.wait(3) == 0
        assert not any(map(alive, children))


def test_what_a_child_has_started_ends_with_it(tmp_path):
    with supervisor(tmp_path, "parent") as (process, _):
        inner = int((tmp_path / "inner").read_text())
        assert alive(inner)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        until(lambda: not alive(inner))


def test_a_command_that_is_run_gives_back_its_exit_code():
    with Signals() as signals, Supervisor(signals) as crew:
        assert crew.run("exits", [sys.executable, "-c", "raise SystemExit(3)"]) == 3
        assert crew.children == {}


def test_the_death_of_a_watched_process_ends_a_running_command():
    watched = subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"])
    with Signals() as signals, Supervisor(signals) as crew:
        crew.watch("watched", watched)
        with pytest.raises(ChildDied) as death:
            crew.run("long", [sys.executable, "-c", "import signal; signal.pause()"])
    assert (death.value.name, death.value.code) == ("watched", 7)
