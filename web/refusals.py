"""Logs the fields of a form that were refused, without what was typed."""


def log_refused(logger, event, form, **extra):
    """`extra` goes into the log line. Does nothing for a form that is unbound or valid."""
    if form.is_bound and form.errors:
        codes = {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}
        logger.info("Refused", extra={"event": event, "fields": codes, **extra})
