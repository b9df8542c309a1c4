import os
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest

from tests.tools.processes.real import AS_ROOT, ROOT, clean_environment, modes, own, until
from tools.console import Trouble
from tools.postgres.leftovers import read_pid_file
from tools.postgres.server import EmbeddedPostgres, running, serving, url_for
from tools.processes.found import alive, survivors


def ask(url, question):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


def change(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def holder(var, how="shared", **options):
    """Another process that holds a server for ``var``; yields the process and the line it said."""
    argv = [sys.executable, "-m", "tests.tools.processes.hold_postgres", str(var), how]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(argv, **({"cwd": ROOT, "env": clean_environment()} | pipes | options))
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def test_a_server_runs_keeps_its_data_and_leaves_no_process(closed_folder):
    var = closed_folder / "var"
    before = modes(closed_folder)
    with running(var) as url:
        assert url == url_for(var)
        change(url, "CREATE TABLE kept (word text)")
        change(url, "INSERT INTO kept VALUES ('Straße')")
    assert survivors(var) == []
    with running(var) as url:
        assert ask(url, "SELECT word FROM kept") == "Straße"
    assert survivors(var) == []
    assert modes(closed_folder) == before


def test_the_data_and_the_socket_are_closed_to_others(var):
    with serving(var) as server:
        for folder in (server.data, server.sockets):
            assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
            assert folder.stat().st_uid == server.owner.uid != 0


def test_german_words_and_the_needed_extensions_are_there(var):
    with running(var) as url:
        for extension in ("pg_trgm", "unaccent", "btree_gist", "citext"):
            change(url, f"CREATE EXTENSION {extension}")
        assert ask(url, "SELECT to_tsvector('german', 'Städte') @@ to_tsquery('german', 'Stadt')")


def test_a_stale_pid_file_with_the_number_of_another_living_process_is_no_obstacle(var):
    with serving(var) as server:
        change(server.url, "CREATE TABLE kept ()")
        copy = (server.data / "postmaster.pid").read_text()
    stale = server.data / "postmaster.pid"
    stale.write_text(copy.replace(copy.splitlines()[0], str(os.getpid()), 1))
    os.chown(stale, *server.owner)
    with running(var) as url:
        assert ask(url, "SELECT count(*) FROM kept") == 0


def test_after_kill_9_of_the_server_the_next_start_has_all_committed_data(var):
    with holder(var, "alone") as (process, url):
        change(url, "CREATE TABLE kept AS SELECT 7 AS number")
        postmaster = read_pid_file(var / "pg").pid
        os.kill(postmaster, signal.SIGKILL)
        process.kill()
    assert (var / "pg" / "postmaster.pid").exists()
    with running(var) as url:
        assert ask(url, "SELECT number FROM kept") == 7


def test_kill_9_of_the_owner_takes_the_server_along(var):
    with holder(var, "alone") as (process, _):
        postmaster = read_pid_file(var / "pg").pid
        assert alive(postmaster)
        process.kill()
        until(lambda: not alive(postmaster))
    until(lambda: survivors(var) == [])


def test_right_after_kill_9_of_the_owner_a_new_one_takes_over(var):
    with holder(var, "alone") as (process, _):
        process.kill()
    with running(var) as url:
        assert ask(url, "SELECT 1") == 1


def test_two_starts_at_once_share_one_server(var):
    with holder(var) as (_, one), holder(var) as (_, other):
        assert one == other == url_for(var)
        assert ask(one, "SELECT 1") == 1
    assert survivors(var) == []


def test_the_owner_waits_for_its_guest(var):
    with holder(var) as (owner, url), holder(var):
        owner.stdin.close()
        with pytest.raises(subprocess.TimeoutExpired):
            owner.wait(0.5)
        assert ask(url, "SELECT 1") == 1


def test_who_wants_the_folder_alone_is_told_that_it_is_taken(var, monkeypatch):
    monkeypatch.setattr("tools.postgres.server.HANDOVER_SECONDS", 0.2)
    with holder(var), pytest.raises(Trouble, match="wird schon benutzt"), serving(var):
        pass


def test_a_half_made_cluster_is_made_again(closed_folder):
    (closed_folder / "var" / "pg.new").mkdir(parents=True)
    (closed_folder / "var" / "pg.new" / "PG_VERSION").write_text("18\n")
    with running(closed_folder / "var") as url:
        assert ask(url, "SELECT 1") == 1


def test_a_socket_folder_that_others_may_enter_is_refused(var):
    planted = EmbeddedPostgres(var).sockets
    planted.mkdir()
    planted.chmod(0o777)
    try:
        with pytest.raises(Trouble, match="gehört einem anderen Benutzer"), running(var):
            pass
    finally:
        planted.rmdir()


def test_a_planted_link_in_place_of_the_socket_folder_is_refused(var):
    planted = EmbeddedPostgres(var).sockets
    planted.symlink_to(var)
    try:
        with pytest.raises(Trouble, match="gehört einem anderen Benutzer"), running(var):
            pass
    finally:
        planted.unlink()


@pytest.mark.skipif(
    not AS_ROOT, reason="only root can become another user; all the tests above ran without root"
)
def test_a_normal_user_gets_the_same(another_users_python):
    folder, user, python = another_users_python
    shutil.copytree(ROOT / "tools", folder / "tools")
    shutil.copytree(ROOT / "tests" / "tools" / "processes", folder / "tests" / "tools" / "processes")
    own(folder, user)
    before = modes(folder)
    argv = [*python, "-m", "tests.tools.processes.hold_postgres", str(folder / "var"), "shared"]
    options = {"cwd": folder, "env": clean_environment(HOME=folder), "capture_output": True, "text": True}
    talk = subprocess.run(argv, input="", timeout=60, check=False, **options, **user)
    assert talk.returncode == 0, talk.stdout + talk.stderr
    assert f"staedtenetz-{user['user']}-" in talk.stdout
    assert (folder / "var" / "pg").stat().st_uid == user["user"]
    assert survivors(folder) == []
    assert modes(folder) == before
