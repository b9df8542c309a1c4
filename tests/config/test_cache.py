"""The cache that limits on tries are counted in: what it promises, also to two at once, and what it costs."""

from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.db import DataError, connection, transaction
from django.utils import timezone

from config.cache import WRITES_PER_CULL
from tests.support.database.races import in_turn


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def make_over(key):
    """The entry ended a moment ago."""
    ask("UPDATE cache SET expires = %s WHERE cache_key = %s", timezone.now(), cache.make_key(key))


def test_an_entry_is_read_written_over_and_deleted(db):
    for value in ([1.5, 2], {"ü": None}, "\0", b"\xff"):
        cache.set("a", value)
        assert cache.get("a") == value
    assert cache.delete("a")
    assert cache.get("a", "none") == "none"


def test_an_expired_entry_is_not_found(db):
    cache.set("a", 1)
    make_over("a")
    assert not cache.touch("a")
    assert cache.get("a") is None
    for timeout in (0, -1):
        cache.set("b", 1, timeout)
        assert cache.get("b") is None


def test_an_entry_lasts_as_long_as_its_timeout(db):
    for timeout in (0.4, 90, 86400):
        before = timezone.now()
        cache.set("a", 1, timeout)
        ends = ask("SELECT expires FROM cache")[0][0] - timedelta(seconds=timeout)
        assert before <= ends <= timezone.now()
    cache.set("a", 1, None)
    assert cache.get("a") == 1
    assert cache.touch("a", 60)
    assert ask("SELECT expires < now() + interval '61 seconds' FROM cache") == [(True,)]


def test_add_stores_only_keys_that_do_not_exist(db):
    assert cache.add("a", 1)
    assert not cache.add("a", 2)
    assert cache.get("a") == 1
    make_over("a")
    assert cache.add("a", 3)
    assert cache.get("a") == 3


@pytest.mark.parametrize("there", ["nothing", "over", "deleted"])
def test_of_two_concurrent_adds_one_returns_true(there, own_database):
    if there != "nothing":
        cache.set("a", 0)
        make_over("a")
    first = cache.delete if there == "deleted" else lambda key: cache.add(key, 1)
    outcomes = in_turn(lambda: first("a"), *[lambda: cache.add("a", 2)] * 2, then="keep")
    assert sorted(outcomes) == ([False, True] if there == "deleted" else [False, False])
    assert cache.get("a") == (2 if there == "deleted" else 1)


def test_a_key_that_the_database_refuses_raises(db):
    with pytest.warns(match="longer than 250"), pytest.raises(DataError), transaction.atomic():
        cache.set("a" * 300, 1)


def test_a_write_is_one_statement_and_sometimes_counts_the_entries(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(WRITES_PER_CULL + 1):
        for number in range(WRITES_PER_CULL):
            cache.set(f"a{number}", 1)


def test_of_too_many_entries_expired_ones_are_deleted_first(db, monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 20)
    for number in range(50):
        cache.set(f"a{number:02}", 1)
    ask("UPDATE cache SET expires = now() - interval '1 second' WHERE cache_key < ':1:a45'")
    for _ in range(WRITES_PER_CULL):
        cache.set("b", 1)
    left = {key.removeprefix(":1:") for (key,) in ask("SELECT cache_key FROM cache")}
    assert left == {"a45", "a46", "a47", "a48", "a49", "b"}
