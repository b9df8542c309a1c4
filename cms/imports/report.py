"""What an import did and what was wrong, by file, entry and field."""

from dataclasses import dataclass, field
from typing import NamedTuple

# Who imports a small folder into a full site need not read all names.
NAMED = 5


class Problem(NamedTuple):
    file: str
    entry: str
    field: str
    message: str

    def __str__(self):
        return ": ".join(part for part in self if part)


@dataclass
class FileReport:
    """`kept`: entries whose objects were left alone, with the reason; `gone`: what the file no longer names.

    `blocked`: entries that refer to what could not be imported.
    """

    name: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    blocked: list = field(default_factory=list)

    @property
    def failed(self):
        return bool(self.problems or self.blocked)

    @property
    def total(self):
        return self.created + self.updated + self.unchanged + len(self.kept)

    def add_problem(self, entry, name, message):
        self.problems.append(Problem(self.name, entry, name, " ".join(str(message).split())))

    def summary(self):
        if self.failed:
            return f"{self.name}: not imported, {format_count(len(self.problems), 'problem')}"
        numbers = {"created": self.created, "updated": self.updated, "unchanged": self.unchanged}
        numbers["left alone"] = len(self.kept)
        parts = [f"{number} {word}" for word, number in numbers.items() if number]
        return f"{self.name}: {', '.join(parts) or 'empty'}"

    def notes(self):
        """What is no mistake, but should be known."""
        lines = [f"{self.name}: {entry}: {reason}" for entry, reason in self.kept]
        if self.gone:
            names = ", ".join(self.gone[:NAMED]) + (", …" if len(self.gone) > NAMED else "")
            lines.append(f"{self.name}: {len(self.gone)} no longer in the file, left on the site: {names}")
        if self.blocked:
            number = format_count(len(set(self.blocked)), "entry", "entries")
            lines.append(f"{self.name}: what could not be imported is needed by {number}")
        return lines


class Report(list):
    """Of FileReport, in the order of the files."""

    @property
    def failed(self):
        return [one for one in self if one.failed]

    @property
    def problems(self):
        return [problem for one in self for problem in one.problems]


def format_count(number, word, words=""):
    return f"{number} {word if number == 1 else words or f'{word}s'}"
