"""The demo's process manager with one small program of it."""

import os
import signal
from datetime import timedelta

import pytest

from tests.tools.processes.real import clean_environment, until
from tools.console import Trouble
from tools.demo import free_port
from tools.processes import manager, prepared
from tools.processes.deaths import Deaths
from tools.processes.found import survivors

MAILBOX = "demo.mailbox.server"


@pytest.fixture
def running(tmp_path):
    env = clean_environment(SMTP_PORT=free_port(), SECRET_KEY="x", DJANGO_SETTINGS_MODULE="config.settings")
    env |= {"EMBEDDED_POSTGRES": "false", "DATABASE_URL": "postgresql:///none"}
    with prepared.not_yet(tmp_path), manager.running(tmp_path, env) as running:
        yield running
    until(lambda: survivors(tmp_path) == [])


def kill_next(folder, former=0):
    """Kills the mailbox as soon as it runs again."""
    pid = until(lambda: next((pid for pid in survivors(folder, MAILBOX) if pid != former), 0))
    os.kill(pid, signal.SIGKILL)
    return pid


def test_what_dies_four_times_within_a_minute_is_given_up(running, tmp_path):
    pid = 0
    for _ in range(4):
        pid = kill_next(tmp_path, pid)
    with pytest.raises(manager.KeepsDying, match="mailbox"):
        running.wait(lambda: False, 20)


def test_only_deaths_of_the_same_program_within_a_minute_count():
    deaths = Deaths()
    assert [deaths.count("web", now) for now in (0, 10, 20, 61, 62, 63)] == [False] * 4 + [True] * 2
    assert not deaths.count("worker", 63)


def test_the_death_of_the_manager_is_told(running):
    running.process.kill()
    with pytest.raises(Trouble, match="supervisord"):
        running.wait(lambda: False, 10)


def test_on_a_new_day_supervisord_writes_on_in_a_new_file(running, tmp_path):
    kill_next(tmp_path)
    log, first = tmp_path / "supervisord.log", running.logs.day
    former = tmp_path / f"supervisord.log.{first}"
    running.logs.today = lambda: first + timedelta(days=1)
    assert running.wait(former.exists, 10)
    kill_next(tmp_path)
    until(lambda: "spawned: 'mailbox'" in log.read_text())
    assert "spawned: 'mailbox'" in former.read_text()
    assert (log.stat().st_mode | former.stat().st_mode) & 0o077 == 0
