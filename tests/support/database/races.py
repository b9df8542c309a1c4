"""Acts with a connection of their own, each held up until all have reached the same point."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from django.db import connection, transaction


def in_turn(hold, *acts, then="undo"):
    """Starts each act when all before it wait for a lock, then ends the transaction in which `hold` took the first.

    `then` says how that transaction ends: "undo" or "keep" what `hold` did. Returns what the acts returned or raised.
    """
    with ThreadPoolExecutor(len(acts)) as threads:
        with transaction.atomic():
            hold()
            running = []
            for act in acts:
                running.append(threads.submit(alone, act))
                wait_until_blocked(len(running))
            transaction.set_rollback(then == "undo")
        return [one.result(timeout=20) for one in running]


def alone(act):
    try:
        return act()
    except Exception as error:
        return error
    finally:
        connection.close()


def wait_until_blocked(number):
    end = monotonic() + 20
    with connection.cursor() as cursor:
        while monotonic() < end:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0] == number:
                return
    pytest.fail(f"Never did {number} connections wait for a lock.")
