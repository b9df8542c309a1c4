"""What was refused of what people typed, for the log."""


def log_refused(logger, event, form, **about):
    """Which fields of a bound form were refused and why, never what was typed."""
    if form.is_bound and form.errors:
        codes = {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}
        logger.info("Refused", extra={"event": event, "fields": codes, **about})
