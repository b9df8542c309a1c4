"""Structured logs: one JSON object a line on stderr, with an event name and never with personal data."""

import logging.config
import secrets
import traceback
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Gives each request an id (8 hexadecimal digits) for its log lines and the error page (500)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = secrets.token_hex(4).upper()
        token = request_id.set(request.id)
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)


class ContextFilter(logging.Filter):
    """Adds the request's id and drops the request itself, whose text holds query strings and names."""

    def filter(self, record):
        record.request_id = request_id.get()
        record.__dict__.pop("request", None)
        return True


class Formatter(JsonFormatter):
    """Logs place and class of an exception, but not its message: a database error's quotes the row."""

    def formatException(self, exc_info):
        kind, _, trace = exc_info
        return "".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}"])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"context": {"()": ContextFilter}},
    "formatters": {
        "json": {
            "()": Formatter,
            "format": "{levelname}{name}{message}",
            "style": "{",
            "timestamp": "time",
            "json_ensure_ascii": False,
            "rename_fields": {"levelname": "level", "name": "logger"},
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["context"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's warnings name the address asked for, which may hold a secret such as an invitation's key.
    "loggers": {"django.request": {"level": "ERROR"}}
    | {name: {"level": "WARNING"} for name in ("procrastinate", "PIL", "django_tasks", "fido2", "httpx")},
}


def configure_logging():
    logging.captureWarnings(True)
    logging.config.dictConfig(LOGGING)
