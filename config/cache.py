"""The cache as one statement per write: limits on tries write a dozen times for one sign-in."""

import base64
import pickle
from datetime import UTC, datetime
from itertools import count

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import connections, router
from django.utils import timezone
from psycopg import sql

# Among so many writes of a process, one looks whether there are too many entries, which takes longer the more there are.
LOOKS_EVERY = 100

SET = """
    INSERT INTO {table} AS there (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
STATEMENTS = {
    "set": sql.SQL(SET),
    "add": sql.SQL(SET + "WHERE there.expires < %(now)s"),
    "touch": sql.SQL(
        "UPDATE {table} SET expires = %(expires)s WHERE cache_key = %(key)s AND expires >= %(now)s"
    ),
}


class DatabaseCache(db.DatabaseCache):
    """Django's in PostgreSQL's words; of two that add at once one hears True, also where an entry was over.

    An error of the database is one, where Django's lets it pass for a refusal: a limit that was not counted is none.
    """

    writes = count()

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = timezone.now()
        with connection.cursor() as cursor:
            if next(self.writes) % LOOKS_EVERY == 0:
                self.make_room(connection, cursor, now)
            cursor.execute(
                STATEMENTS[mode].format(table=sql.Identifier(self._table)),
                {"key": key, "value": packed(value), "expires": self.expiry(timeout), "now": now},
            )
            return cursor.rowcount > 0

    def make_room(self, connection, cursor, now):
        cursor.execute(sql.SQL("SELECT COUNT(*) FROM {}").format(sql.Identifier(self._table)))
        number = cursor.fetchone()[0]
        if number > self._max_entries:
            self._cull(connection.alias, cursor, now, number)

    def expiry(self, timeout):
        moment = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if moment is None else datetime.fromtimestamp(moment, tz=UTC)


def packed(value):
    """As Django's `get` unpacks it."""
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("latin1")
