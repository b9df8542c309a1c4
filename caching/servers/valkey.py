"""How Valkey (or Redis) is asked: briefly, and once. Imported only where it is used, since its client takes 6 MB."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from caching.limits import VALKEY_TIMEOUT
from caching.servers.gate import Gate

FAILURES = (redis.RedisError, OSError)
OPTIONS = {
    "socket_connect_timeout": VALKEY_TIMEOUT,
    "socket_timeout": VALKEY_TIMEOUT,
    "retry": Retry(NoBackoff(), 0),
}


def gate_for(what: str) -> Gate:
    return Gate("valkey", what, FAILURES)
