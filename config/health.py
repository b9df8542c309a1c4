import logging

import psycopg
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger("health")


@require_safe
@never_cache
def health(request):
    """200 when the database answers within two seconds, else 503. Uses its own connection: the pool may be full."""
    try:
        parameters = {k: v for k, v in connection.get_connection_params().items() if k in CONNECT}
        with psycopg.connect(**parameters, connect_timeout=2, options="-c statement_timeout=2000") as fresh:
            fresh.execute("SELECT 1")
    except psycopg.Error:
        logger.exception("Database unreachable", extra={"event": "health_failed"})
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


CONNECT = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert"}
