"""Visitors' pages from a replica of the database (DATABASE_REPLICA_URL), if it is not behind.

A page is made from the replica only when that has the revision which the primary has at this moment: each change notes
itself in its own transaction (caching/watched.py), so whoever has all the notes has all the changes.
"""

import threading

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from caching.revision import NEWEST, fetch_row
from caching.servers.gate import Away, Gate

REPLICA = "replica"
state = threading.local()
gate = Gate("replica", "pages", (DatabaseError,))


class Router:
    """Only what reads while a visitor's page is made may go to the replica."""

    def db_for_read(self, model, **hints):  # noqa: ARG002
        return REPLICA if is_used() else DEFAULT_DB_ALIAS

    def db_for_write(self, model, **hints):  # noqa: ARG002
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):  # noqa: ARG002
        return True

    def allow_migrate(self, alias, app_label, **hints):  # noqa: ARG002
        return alias == DEFAULT_DB_ALIAS


def is_used() -> bool:
    return getattr(state, "is_used", False)


def use_if_current(moment) -> None:
    """From now on this thread reads from the replica, if that has the revision of this moment (`get_moment`)."""
    if moment and REPLICA in settings.DATABASES:
        try:
            state.is_used = gate.call(find_newest) == moment[:2]
        except Away:
            state.is_used = False


def stop_using() -> bool:
    """Whether this thread has read from the replica; it does not any more."""
    was_used, state.is_used = is_used(), False
    return was_used


def find_newest():
    return fetch_row(NEWEST, using=REPLICA)
