"""Limits and durations of notifications."""

from datetime import timedelta

PER_PAGE = 30
"""Rows on a page of the list."""

READ_RETENTION = timedelta(days=90)
"""Read notifications are deleted after this time: they help nobody find anything, and tell who wrote to whom."""
