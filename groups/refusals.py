"""What was refused of what leads typed, for the log."""

import logging

logger = logging.getLogger("groups")


def log_refused(event, form, group):
    """Which fields of a bound form were refused and why, never what was typed."""
    if form.is_bound and form.errors:
        codes = {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}
        logger.info("Refused", extra={"event": event, "group": group.pk, "fields": codes})
