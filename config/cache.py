"""A database cache with one statement per write: rate limits write a dozen times for one sign-in.

See docs/decisions/0020.
"""

import base64
import pickle
from datetime import UTC, datetime
from itertools import count

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import connections, router
from django.utils import timezone
from psycopg import sql

# One of this many writes of a process counts the entries, which takes longer the more there are.
WRITES_PER_CULL = 100

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
    """Django's, with PostgreSQL's upsert: of two concurrent `add`s one returns True, also where the entry has expired.

    A database error is raised. Django's returns False for it, with which a rate limit would not count.
    """

    writes = count()

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = timezone.now()
        with connection.cursor() as cursor:
            if next(self.writes) % WRITES_PER_CULL == 0:
                self.cull_if_full(connection, cursor, now)
            cursor.execute(
                STATEMENTS[mode].format(table=sql.Identifier(self._table)),
                {"key": key, "value": encode_value(value), "expires": self.get_expiry(timeout), "now": now},
            )
            return cursor.rowcount > 0

    def cull_if_full(self, connection, cursor, now):
        cursor.execute(sql.SQL("SELECT COUNT(*) FROM {}").format(sql.Identifier(self._table)))
        number = cursor.fetchone()[0]
        if number > self._max_entries:
            self._cull(connection.alias, cursor, now, number)

    def get_expiry(self, timeout):
        moment = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if moment is None else datetime.fromtimestamp(moment, tz=UTC)


def encode_value(value):
    """In the format that Django's `get` decodes."""
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("latin1")
