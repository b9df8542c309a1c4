"""A database cache with one statement per write: rate limits write a dozen times for one sign-in.

See docs/decisions/0020.
"""

import base64
import pickle
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import count

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import connections, router
from django.utils import timezone
from psycopg import sql

from web.notes import optional_write

# Keys of what can be computed again, so that a page is shown although it cannot be remembered.
COMPUTED = ("wagtail_", "picture_")
# One of this many writes of a process counts the entries, which takes longer the more there are.
WRITES_PER_CULL = 100

SET = """
    INSERT INTO {table} AS there (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
GET = sql.SQL("SELECT cache_key, value FROM {table} WHERE cache_key = ANY(%(keys)s) AND expires >= %(now)s")
STATEMENTS = {
    "set": sql.SQL(SET),
    "add": sql.SQL(SET + "WHERE there.expires < %(now)s"),
    "touch": sql.SQL(
        "UPDATE {table} SET expires = %(expires)s WHERE cache_key = %(key)s AND expires >= %(now)s"
    ),
}


class DatabaseCache(db.DatabaseCache):
    """Django's, with PostgreSQL's upsert: of two concurrent `add`s one returns True, also where the entry has expired.

    A database error is raised. Django's returns False for it, with which a rate limit would not count. Reading writes
    nothing: what has expired is deleted at night.
    """

    writes = count()

    def get_many(self, keys, version=None):
        stored = {self.make_and_validate_key(key, version=version): key for key in keys}
        connection = connections[router.db_for_read(self.cache_model_class)]
        with connection.cursor() as cursor:
            statement = GET.format(table=sql.Identifier(self._table))
            cursor.execute(statement, {"keys": list(stored), "now": timezone.now()})
            return {stored[key]: decode_value(value) for key, value in cursor.fetchall()}

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with optional_write("cache") if str(key).startswith(COMPUTED) else nullcontext():
            super().set(key, value, timeout, version)

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
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("latin1")


def decode_value(value):
    return pickle.loads(base64.b64decode(value))  # noqa: S301 (Only encode_value writes them.)
