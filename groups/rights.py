"""The table of who may do what in a group. `python -m groups.rights` prints it as docs/rights.md.

See docs/decisions/0011.
"""

import enum
import sys
from collections.abc import Iterator

from django.db import models


class Role(models.TextChoices):
    LEAD = "lead", "Gruppenleitung"
    MODERATOR = "moderator", "Moderation"
    MEMBER = "member", "Mitglied"


RANKS = (Role.MEMBER, Role.MODERATOR, Role.LEAD)


class Right(enum.Enum):
    """One right: its label, the lowest role that has it, and whether it also holds in an archived group."""

    READ = "Themen, Mitglieder und Regeln lesen", Role.MEMBER, True
    WRITE = "Themen beginnen, antworten, eigene Beiträge bearbeiten", Role.MEMBER, False
    LEAVE = "die Gruppe verlassen", Role.MEMBER, True
    ANNOUNCE = "Ankündigungen schreiben", Role.MODERATOR, False
    TEND_THREADS = "Themen schließen und anheften, Lösungen markieren", Role.MODERATOR, False
    REMOVE_POSTS = "Beiträge anderer löschen", Role.MODERATOR, True
    OVERSEE = "Übersicht und Protokoll lesen, Mitgliederliste als Datei holen", Role.LEAD, True
    INVITE = "Einladungslinks erstellen und ändern, per E-Mail einladen", Role.LEAD, False
    END_INVITATIONS = "Einladungen ansehen und widerrufen", Role.LEAD, True
    DECIDE = "Anfragen beantworten", Role.LEAD, True
    SET_ROLES = "Rollen vergeben, die Gruppenleitung übergeben", Role.LEAD, True
    REMOVE_MEMBERS = "Mitglieder entfernen", Role.LEAD, True
    SET_UP = "Texte, Regeln, Verzeichnis und Beitritt ändern", Role.LEAD, False
    CLOSE = "die Gruppe abschließen, wieder öffnen, löschen", Role.LEAD, True

    def __init__(self, label, least, in_archive):
        self.label, self.least, self.in_archive = label, least, in_archive

    def belongs_to(self, role: str) -> bool:
        return RANKS.index(role) >= RANKS.index(self.least)

    @property
    def is_privileged(self) -> bool:
        """Whether using it requires a second factor that was shown lately."""
        return self.least != Role.MEMBER

    @property
    def refusal(self) -> str:
        """The message for a member who does not have it."""
        return REFUSALS[self.least]


REFUSALS = {
    Role.MODERATOR: "Das können Gruppenleitung und Moderation.",
    Role.LEAD: "Das ist der Gruppenleitung vorbehalten.",
}


def table() -> Iterator[tuple[str, list[bool], bool]]:
    """For each right: its label, whether each of RANKS has it, whether it holds in an archived group."""
    for right in Right:
        yield right.label, [right.belongs_to(role) for role in RANKS], right.in_archive


def as_markdown() -> str:
    heads = ["", *(role.label for role in RANKS), "in einer abgeschlossenen Gruppe"]
    rows = [
        [label, *map(yes_or_dash, roles), yes_or_dash(in_archive)] for label, roles, in_archive in table()
    ]
    lines = [heads, ["---"] * len(heads), *rows]
    return INTRODUCTION + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def yes_or_dash(allowed: bool) -> str:
    return "ja" if allowed else "–"


INTRODUCTION = """# Who may do what in a group

Printed from `groups/rights.py` by `python -m groups.rights`; the code asks the same table (`membership.may(Right.INVITE)`).
Members read it at `/gruppen/<slug>/ueber/`. A group always keeps at least one lead; where its leads' accounts are off,
the site's admins act as leads. In `/redaktion/`, editors and admins manage all groups without being members.
Whatever goes beyond a member's rights needs a second factor (decision 0016).

"""

if __name__ == "__main__":
    sys.stdout.write(as_markdown())
