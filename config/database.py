"""Turns a DATABASE_URL into Django's connection settings."""

from django.db import connections
from psycopg import Connection, OperationalError
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool


def connection_from(url: str) -> dict:
    """`url`: any libpq URL or conninfo string, Unix sockets included. The pool waits 3 s when the server is down."""
    parts = conninfo_to_dict(url)
    named = {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": {
            **parts,
            "pool": {"timeout": 3, "min_size": 1, "max_size": 10, "check": check_connection},
        },
    }


def check_connection(connection: Connection) -> None:
    """What the pool asks before it gives a connection: after the server was started again, none of them is good."""
    try:
        ConnectionPool.check_connection(connection)
    except OperationalError:
        # By itself the pool would try the next one a second later, and so on.
        connections["default"].pool.check()
        raise
