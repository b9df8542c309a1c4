"""The demo's own logs: a file a day, a week of them."""

from datetime import date, timedelta

import pytest

from tools.processes.logs import LOG_RETENTION, Logs

DAY = timedelta(days=1)
FIRST = date(2026, 11, 2)


class Calendar:
    day = FIRST

    def __call__(self):
        return self.day


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "web.log"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_start_begins_anew_and_what_it_makes_is_closed_to_others(log, calendar):
    log.write_text("von gestern")
    Logs([log], calendar)
    assert log.read_text() == ""
    assert log.stat().st_mode & 0o077 == 0


def test_within_a_day_nothing_happens(log, calendar):
    logs = Logs([log], calendar)
    log.write_text("eins")
    assert not logs.turn()
    assert log.read_text() == "eins"


def test_each_day_has_a_file_and_after_a_week_it_goes(log, tmp_path, calendar):
    logs = Logs([log], calendar)
    for number in range(10):
        log.write_text(f"{calendar.day}")
        calendar.day += DAY
        assert logs.turn()
        assert len(names(tmp_path)) == min(number + 1, LOG_RETENTION.days - 1) + 1
    oldest = calendar.day - LOG_RETENTION + DAY
    assert names(tmp_path)[:2] == ["web.log", f"web.log.{oldest}"]
    assert (tmp_path / f"web.log.{oldest}").read_text() == str(oldest)
    assert log.read_text() == ""


def test_a_start_deletes_what_is_a_week_old_and_nothing_of_others(log, tmp_path, calendar):
    old, young = (tmp_path / f"web.log.{FIRST - days * DAY}" for days in (7, 6))
    others = [tmp_path / "worker.log.2020-01-01", tmp_path / "web.log.a-b-c", young]
    for path in (old, *others):
        path.write_text("x")
    Logs([log], calendar)
    assert names(tmp_path) == sorted(["web.log", *(path.name for path in others)])


def test_a_removed_file_or_folder_stops_nobody(log, tmp_path, calendar):
    folder = tmp_path / "var"
    folder.mkdir()
    logs = Logs([log, folder / "pg.log"], calendar)
    log.unlink()
    (folder / "pg.log").unlink()
    folder.rmdir()
    calendar.day += DAY
    assert logs.turn()
    assert names(tmp_path) == ["web.log"]
