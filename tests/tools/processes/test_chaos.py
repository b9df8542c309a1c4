"""What `make chaos` counts as a failure; that a demo holds is shown by running it."""

from types import SimpleNamespace

from tools.chaos import GRACE, Blow, late_failures
from tools.processes.load import Attempt

BLOWS = [Blow("pg", 100, 103), Blow("worker", 200, 203)]


def problems(*attempts):
    return list(late_failures([SimpleNamespace(browser=SimpleNamespace(attempts=attempts))], BLOWS))


def test_requests_may_fail_only_while_what_they_need_is_away_and_shortly_after():
    assert (
        problems(
            Attempt(50, 51, "/", 200),
            Attempt(99, 101, "/", 0),
            Attempt(102, 102, "/", 500),
            Attempt(103 + GRACE, 110, "/", 503),
            Attempt(120, 121, "/", 404),
        )
        == []
    )
    for sent in (50, 104 + GRACE, 201):
        assert len(problems(Attempt(sent, sent + 1, "/", 500))) == 1
