"""How jobs go through many people."""

import logging

logger = logging.getLogger("privacy")


def with_each(act, keys):
    """One that fails keeps no other waiting; the next run tries again."""
    for pk in list(keys):
        try:
            act(pk)
        except Exception:
            extra = {"event": "privacy_job_failed", "act": act.__name__, "of": pk}
            logger.exception("One of many failed", extra=extra)
