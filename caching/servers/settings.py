"""Django's caches, from an environment variable."""


def caches_from(url: str) -> dict:
    """Django's caches; `url`: of a Valkey (or Redis) that all processes share, or "".

    The default one is always in the database: it counts tries and holds codes that were used, which Valkey may forget.
    """
    # Above MAX_ENTRIES unexpired ones go, too.
    default = {
        "BACKEND": "config.cache.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
    if not url:
        return {"default": default}
    # Its client takes 6 MB.
    from caching.servers.valkey import OPTIONS

    shared = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "OPTIONS": {**OPTIONS, "serializer": "caching.servers.shared.Bytes"},
    }
    return {"default": default, "shared": shared}
