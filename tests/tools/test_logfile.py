"""The demo's own logs: a file a day, a week of them, whatever happens to disk and names."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from tools.logfile import KEPT, LogFile

DAY = timedelta(days=1)


class Calendar:
    def __init__(self):
        self.day = date(2026, 11, 2)

    def __call__(self):
        return self.day


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def log(tmp_path, calendar):
    log = LogFile(tmp_path / "web.log", calendar)
    yield log
    log.handle.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_start_begins_anew(tmp_path, calendar):
    (tmp_path / "web.log").write_text("von gestern")
    with LogFile(tmp_path / "web.log", calendar).handle:
        assert (tmp_path / "web.log").read_text() == ""


def test_what_is_made_is_closed_to_others(log, tmp_path, calendar):
    calendar.day += DAY
    log.turn()
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0, 0]


def test_within_a_day_nothing_happens(log, tmp_path):
    log.handle.write(b"eins\n")
    log.turn()
    assert names(tmp_path) == ["web.log"]
    assert (tmp_path / "web.log").read_text() == "eins\n"


def test_each_day_has_a_file_and_after_a_week_it_goes(log, tmp_path, calendar):
    for number in range(10):
        log.handle.write(f"{calendar.day}\n".encode())
        calendar.day += DAY
        log.turn()
        assert len(names(tmp_path)) == min(number + 1, KEPT.days - 1) + 1
    kept = names(tmp_path)[1:]
    assert kept[0] == f"web.log.{calendar.day - KEPT + DAY}"
    assert (tmp_path / kept[0]).read_text() == f"{calendar.day - KEPT + DAY}\n"
    assert (tmp_path / "web.log").read_text() == ""


def test_no_line_is_older_than_a_week_even_after_a_long_sleep(log, tmp_path, calendar):
    log.handle.write(b"eins\n")
    calendar.day += 30 * DAY
    log.turn()
    assert names(tmp_path) == ["web.log"]


def test_a_start_forgets_what_is_a_week_old_and_nothing_of_others(tmp_path, calendar):
    old, young = (tmp_path / f"web.log.{calendar.day - days * DAY}" for days in (7, 6))
    others = [tmp_path / "worker.log.2020-01-01", tmp_path / "web.log.a-b-c", young]
    for path in (old, *others):
        path.write_text("x")
    LogFile(tmp_path / "web.log", calendar).handle.close()
    assert names(tmp_path) == sorted(["web.log", *(path.name for path in others)])


def test_a_running_process_writes_on_at_the_beginning_of_the_emptied_file(log, tmp_path, calendar):
    code = "import sys\nfor line in sys.stdin: print(line.strip(), flush=True)\nprint('Ende', flush=True)"
    pipes = {"stdin": subprocess.PIPE, "stdout": log.handle, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as process:
        say(process, log.path, "eins")
        calendar.day += DAY
        log.turn()
        say(process, log.path, "zwei")
        process.stdin.close()
    assert (tmp_path / "web.log").read_text() == "zwei\nEnde\n"
    assert (tmp_path / "web.log.2026-11-02").read_text() == "eins\n"


def say(process, path, word):
    process.stdin.write(f"{word}\n")
    process.stdin.flush()
    while word not in path.read_text():
        assert process.poll() is None


def test_a_removed_file_stops_nobody_and_still_does_not_grow(log, tmp_path, calendar):
    log.path.unlink()
    log.handle.write(b"ins Leere\n")
    calendar.day += DAY
    log.turn()
    log.handle.write(b"eins\n")
    assert os.fstat(log.handle.fileno()).st_size == 5


def test_a_removed_folder_stops_nobody(tmp_path, calendar):
    folder = tmp_path / "var"
    folder.mkdir()
    log = LogFile(folder / "web.log", calendar)
    (folder / "web.log").unlink()
    folder.rmdir()
    calendar.day += DAY
    log.turn()
    log.handle.close()


def test_a_full_disk_costs_lines_and_nothing_else(log, tmp_path, calendar):
    """Every write to /dev/full fails as on a full disk."""
    log.handle.write(b"eins\n")
    (tmp_path / "web.log.2026-11-02").symlink_to("/dev/full")
    calendar.day += DAY
    log.turn()
    assert names(tmp_path) == ["web.log"]
    assert (tmp_path / "web.log").read_text() == ""


def test_the_supervisor_turns_the_logs_of_its_children(tmp_path):
    """In a process of its own, whose clock jumps."""
    code = """
import json, pathlib, sys
from datetime import timedelta
from tools.supervise import Signals, Supervisor
folder = pathlib.Path(sys.argv[1])
say = "import signal; print('eins', flush=True); signal.pause()"
with Signals() as signals, Supervisor(signals) as supervisor:
    supervisor.start("web", [sys.executable, "-c", say], log=folder / "web.log")
    supervisor.wait(lambda: (folder / "web.log").read_text() == "eins\\n", seconds=20)
    log = supervisor.logs[0]
    first = log.day
    log.today = lambda: first + timedelta(days=1)
    supervisor.wait(lambda: not (folder / "web.log").read_text(), seconds=20)
print(json.dumps([str(first), log.handle.closed]))
"""
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    first, closed = json.loads(told.stdout)
    assert closed
    assert (tmp_path / f"web.log.{first}").read_text() == "eins\n"
