"""Processes forked from one that has imported everything, as the demo serves with."""

import os
import signal
import subprocess
import sys

import pytest

from tests.tools.processes.real import ROOT, until
from tools.processes.found import alive, survivors

PROGRAM = """
import sys, time
from tools.processes import forks
forks.TOO_SHORT = float(sys.argv[2])
forks.run_forked(lambda: time.sleep(600), 2)
"""
NOT_LONG, VERY_LONG = 0.01, 600


@pytest.fixture
def start(tmp_path):
    """Starts a parent with two children; gives it and their process ids."""
    started = []

    def start(too_short):
        argv = [sys.executable, "-c", PROGRAM, str(tmp_path), str(too_short)]
        parent = subprocess.Popen(argv, cwd=ROOT, start_new_session=True)
        started.append(parent)
        return parent, until(lambda: len(found := children(parent)) == 2 and found)

    def children(parent):
        return {pid for pid in survivors(tmp_path) if pid != parent.pid}

    start.children = children
    yield start
    for parent in started:
        parent.kill()
        parent.wait()
    until(lambda: survivors(tmp_path) == [])


def test_one_that_dies_is_replaced(start):
    parent, (first, second) = start(NOT_LONG)
    os.kill(first, signal.SIGKILL)
    now = until(lambda: len(found := start.children(parent)) == 2 and first not in found and found)
    assert second in now
    assert parent.poll() is None


def test_when_one_dies_soon_all_end_and_say_that_it_failed(start):
    parent, (first, second) = start(VERY_LONG)
    os.kill(first, signal.SIGKILL)
    assert parent.wait(10) == 1
    assert not alive(second)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all(start, number):
    parent, children = start(NOT_LONG)
    parent.send_signal(number)
    assert parent.wait(10) == 0
    assert not any(map(alive, children))


def test_kill_9_of_the_parent_leaves_none(start):
    parent, children = start(NOT_LONG)
    parent.kill()
    parent.wait()
    until(lambda: not any(map(alive, children)))
