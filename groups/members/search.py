"""The search among the members of a group, from the query of the page or the hidden fields of the export."""

from dataclasses import astuple, dataclass

from accounts.models.profile_search import in_order_of_match
from groups import limits
from markup.text import normalised


@dataclass(frozen=True)
class MemberSearch:
    """Words, a municipality's slug and a role; empty ones do not filter."""

    text: str = ""
    town: str = ""
    role: str = ""

    @classmethod
    def of(cls, data):
        """From the data of a query or a form, with any content."""
        return cls(*(clean_line(data.get(name, "")) for name in ("suche", "stadt", "rolle")))

    def __bool__(self):
        return any(astuple(self))

    def among(self, memberships):
        """The memberships that match. An unknown town or role finds nobody, so a file never holds more than the page."""
        found = memberships.matching(self.text)
        if self.town:
            found = found.from_town(self.town)
        if self.role:
            found = found.in_role(self.role)
        return in_order_of_match(found.with_people().in_order(), self.text, "user__")


def clean_line(text):
    """Normalised, shortened to SEARCH_MAX_LENGTH characters, on one line."""
    return " ".join(normalised(text)[: limits.SEARCH_MAX_LENGTH].split())
