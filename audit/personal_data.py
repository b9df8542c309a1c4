"""Each app lists in its `personal_data.py` what its tables tell about people, as `PROCESSING_RECORDS` of this shape.

docs/datenschutz.md, the page of what is stored, the export and the preview of an erasure come from these lists. Tables
that tell nothing about anybody are `NON_PERSONAL` there: {model: all its fields, separated by spaces}.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class OnDelete(StrEnum):
    """What becomes of the rows when the account is deleted."""

    GOES = "wird gelöscht"
    STAYS = "bleibt ohne Namen"
    CHOSEN = "bleibt ohne Namen oder wird gelöscht, wie Sie wählen"
    APART = "bleibt, weil es zu keinem Konto gehört"


class Field(NamedTuple):
    """A field in words: what it is, and what for. What is `secret` is kept, but shown to nobody.

    `shown`: from a row to what the export tells instead of the value; `file`: as which file the export holds it.
    """

    label: str
    purpose: str
    secret: bool = False
    lifetime: str = ""
    shown: Callable | None = None
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcessingRecord:
    """What one table holds about people.

    `model`: a model's label, or the name of a table that has none. `items`: field name → Field. `other`: the fields that
    tell nothing about anybody, separated by spaces. `lifetime`: how long, in words, where an item says nothing else.
    `of`: from a User to the rows that are theirs, or None where the rows are nobody's in particular. `traces`: a field
    that names a person in rows of others → the fields of such a row which are told to them.
    """

    model: str
    title: str
    items: Mapping[str, Field]
    lifetime: str
    on_delete: OnDelete = OnDelete.GOES
    other: str = ""
    of: Callable | None = None
    traces: Mapping[str, str] = field(default_factory=dict)
