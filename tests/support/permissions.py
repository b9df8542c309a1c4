"""Reads tests/permissions.csv, which is written by hand and never read by the product.

Each cell says what a person gets: a status, or for a redirect the status and the start of its address. Member,
moderator and lead are so in the group EQ; the moderator is the site's, too. Who the others are: tests/support/examples.py.
"""

import csv
import re
from dataclasses import dataclass

from tests.support.sources import ROOT

PEOPLE = ("anonymous", "outsider", "member", "moderator", "lead", "editor", "admin")
NO_PAGES = re.compile(
    r"/(redaktion|media|dokumente)/|/-/health/|/html/$|/zitat/$|/neues/|/stand/$|\.(svg|webp|js|json|csv|pdf|ics|atom|txt|xml|ico|webmanifest|png)$"
)


@dataclass(frozen=True)
class Row:
    pattern: str
    method: str
    example: str
    expected: dict

    def __str__(self):
        return f"{self.method} {self.example}"


def rows() -> list[Row]:
    with (ROOT / "tests" / "permissions.csv").open(newline="") as file:
        return [
            Row(line.pop("pattern"), line.pop("method"), line.pop("example"), line)
            for line in csv.DictReader(file)
        ]


def shown_pages():
    """(address, person) of every example that is an HTML page of our own, with the first person who may see it."""
    for row in rows():
        person = next((name for name in PEOPLE if row.expected[name] in {"200", "410"}), None)
        if row.method == "GET" and person and not NO_PAGES.search(row.example):
            yield row.example, person
