import logging

from web import refusals

logger = logging.getLogger("groups")


def log_refused(event, form, group):
    """Logs the errors of an invalid form of leads about their group."""
    refusals.log_refused(logger, event, form, group=group.pk)
