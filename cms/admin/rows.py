from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse


@dataclass(frozen=True)
class Row:
    """One thing that waits: since `since`, or `when` says what else there is to say about its time."""

    title: str
    url: str
    note: str = ""
    since: datetime | None = None
    when: str = ""


def edit_page(pk):
    """The address of its form."""
    return reverse("wagtailadmin_pages:edit", args=[pk])
