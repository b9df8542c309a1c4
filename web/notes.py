"""Writes that only note something, such as when a person was last seen: no page fails because of them."""

import logging
from contextlib import contextmanager

from django.db import Error, transaction

logger = logging.getLogger("web")


@contextmanager
def optional_write(what):
    """Undoes and logs the block if the database takes no writes: because it is read-only, full or away."""
    try:
        with transaction.atomic():
            yield
    except Error as error:
        log_unwritten(what, error)


def log_unwritten(what, error):
    cause = type(error.__cause__ or error).__name__
    logger.warning("Database", extra={"event": "note_not_written", "what": what, "cause": cause})
