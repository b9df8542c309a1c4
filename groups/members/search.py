"""What somebody looks for among the members: the page reads it from its address, the file from hidden fields."""

from dataclasses import astuple, dataclass

from markup.text import normalised

LONGEST = 100


@dataclass(frozen=True)
class MemberSearch:
    """Words, a municipality's slug and a role; what is empty does not matter."""

    text: str = ""
    town: str = ""
    role: str = ""

    @classmethod
    def of(cls, data):
        """From a query or a form, whatever may stand there."""
        return cls(*(line(data.get(name, "")) for name in ("suche", "stadt", "rolle")))

    def __bool__(self):
        return any(astuple(self))

    def among(self, memberships):
        """An unknown town or role finds nobody, so that a file never holds more than the page before it."""
        found = memberships.found(self.text)
        if self.town:
            found = found.from_town(self.town)
        if self.role:
            found = found.in_role(self.role)
        return found.with_people().in_order()


def line(text):
    return " ".join(normalised(text)[:LONGEST].split())
