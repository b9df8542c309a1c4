"""How jobs go through many people."""

import logging

logger = logging.getLogger("privacy")


def call_for_each(act, keys):
    """Calls `act` with each key. One that fails is logged and stops no other; the next run tries again."""
    for pk in list(keys):
        try:
            act(pk)
        except Exception:
            extra = {"event": "privacy_job_failed", "act": act.__name__, "of": pk}
            logger.exception("One of many failed", extra=extra)
