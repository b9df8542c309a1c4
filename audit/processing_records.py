"""The shape in which each app declares in its `personal_data.py` what its tables hold about people (GDPR Art. 30).

`privacy.records.all` finds those modules by their name. From their `PROCESSING_RECORDS` follow docs/datenschutz.md, the
page of what is stored, the export of one's data and the deletion of an account. `AREA` is where the records of a module
stand, unless a record says otherwise. Tables that hold nothing about anybody are `NON_PERSONAL` there: {model: all its
fields, separated by spaces}.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Area(StrEnum):
    """The headings under which people read of the records, in their order."""

    ACCOUNT = "Ihr Konto"
    GROUPS = "Gruppen"
    THREADS = "Themen und Beiträge"
    MESSAGES = "Mitteilungen und Mails"
    SECURITY = "Protokoll und Sicherheit"
    ADMIN = "Arbeit in der Redaktion"
    CONTENT = "Veröffentlichte Inhalte"


class OnDelete(StrEnum):
    """What becomes of the rows when the account is deleted, in words.

    DELETE deletes the rows of the person. In all other rows, of whatever record, references to the person are emptied
    where the column allows it. CHOICE: the person decides, and `ProcessingRecord.erase_chosen` does it.
    """

    DELETE = "wird gelöscht"
    EMPTY = "bleibt ohne Namen"
    CHOICE = "bleibt ohne Namen oder wird gelöscht, wie Sie wählen"
    KEEP = "bleibt, weil es zu keinem Konto gehört"


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
    """What one table holds about people, and all that export and deletion need to know of it.

    `model`: a model's label, or the name of a table that has none.
    `items`: field name → Field. `other`: the fields that tell nothing about anybody, separated by spaces.
    `lifetime`: how long, in words, where an item says nothing else.
    `of`: from a User to the rows that are theirs, or None where the rows are nobody's in particular.
    `traces`: a field that names a person in rows of others → the fields of such a row which are told to them.
    `erase`: from a User; does what neither deleting rows nor emptying references does, in the transaction that deletes
    the account and before the rows go. `erase_chosen`: from a user's id and whether the posts stay; runs before that,
    in transactions of its own. Both may be called again.
    `select_related`, `layout`: with which relations the export reads the rows, and by which template it shows them.
    """

    model: str
    title: str
    items: Mapping[str, Field]
    lifetime: str
    on_delete: OnDelete = OnDelete.DELETE
    area: Area | None = None
    other: str = ""
    of: Callable | None = None
    traces: Mapping[str, str] = field(default_factory=dict)
    erase: Callable | None = None
    erase_chosen: Callable | None = None
    select_related: tuple[str, ...] = ()
    layout: str = "rows"
