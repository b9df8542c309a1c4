"""Turns a DATABASE_URL into Django's connection settings."""

from psycopg.conninfo import conninfo_to_dict

LOCAL = "postgresql:///staedtenetz"
SECONDS_KEPT = 3600
TIMEOUTS = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
"""libpq's: seconds for a new connection, and milliseconds until a server that has vanished is noticed."""

KEPT_STATEMENTS = {"server_side_binding": True, "prepare_threshold": 3}
"""PostgreSQL keeps the plan of a statement that a connection sends for the fourth time (docs/decisions/0028)."""
WITHOUT_JIT = {"options": "-c jit=off"}
"""Queries are short: compiling one takes longer than it."""


def databases_from(url: str | None, replica_url: str | None, *, is_pooled: bool = False) -> dict:
    """`replica_url`: of a streaming replica, or none (caching/servers/replica.py)."""
    replica = {"replica": connection_from(replica_url, is_pooled=is_pooled)} if replica_url else {}
    return {"default": connection_from(url, is_pooled=is_pooled)} | replica


def connection_from(url: str | None, *, is_pooled: bool = False) -> dict:
    """`url`: any libpq URL or conninfo string, Unix sockets included. `is_pooled`: it leads to a transaction pooler.

    Each thread keeps a connection and looks at it before a request's first query. A lost one is opened anew at once: a
    pool would wait longer for each attempt the longer the database was away.
    """
    parts = conninfo_to_dict(url or LOCAL)
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
        "CONN_MAX_AGE": SECONDS_KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": TIMEOUTS | ({} if is_pooled else KEPT_STATEMENTS | WITHOUT_JIT) | parts,
    }
