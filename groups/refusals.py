import logging

from web import refusals

logger = logging.getLogger("groups")


def log_refused(event, form, group):
    """What was refused of what leads typed about their group."""
    refusals.log_refused(logger, event, form, group=group.pk)
