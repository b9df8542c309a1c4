"""What somebody looks for among the people they may see."""

from dataclasses import astuple, dataclass

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Experience, Level
from accounts.models.profile_search import profile_matches
from groups.members.search import line
from people.visible import shown

LEVELS = {"erfahren": Level.EXPERIENCED, "unterwegs": Level.ON_THE_WAY, "neu": Level.NEW}
SEEKS = "sucht"
HELP, ASK = "hilft", "fragt"
# Each word is looked for in the whole profile of everybody.
MOST_WORDS = 8


@dataclass(frozen=True)
class PersonSearch:
    """Words, an experience, a match, and slugs of a town, a theme field, a group; what is empty does not matter."""

    text: str = ""
    town: str = ""
    theme: str = ""
    experience: str = ""
    group: str = ""
    match: str = ""

    experiences = (
        ("erfahren", "erfahren"),
        ("unterwegs", "unterwegs"),
        ("neu", "neu dabei"),
        (SEEKS, "sucht Austausch"),
    )
    matches = ((HELP, "erfahren in dem, was ich suche"), (ASK, "sucht, worin ich erfahren bin"))

    @classmethod
    def of(cls, data):
        """From a query, whatever may stand there."""
        names = ("suche", "stadt", "themenfeld", "erfahrung", "gruppe", "passt")
        text, *rest = (line(data.get(name, "")) for name in names)
        return cls(" ".join(text.split()[:MOST_WORDS]), *rest)

    def __bool__(self):
        return any(astuple(self))

    @property
    def is_narrow(self):
        """Whether it asks for more than words and a theme field."""
        return any((self.town, self.experience, self.group, self.match))

    def among(self, people, matching):
        """Of people near a viewer, those whom this describes by what they show to that viewer.

        What is unknown finds nobody. By name, or by how much they match.
        """
        found = self.who_match(people, matching)
        if self.text:
            found = found.filter(profile_matches(self.text, F("relation")))
        if self.town:
            found = found.filter(shown("place"), municipality__slug=self.town)
        if self.group:
            found = found.filter(self.in_group(matching.viewer))
        if self.theme or self.experience:
            found = found.filter(self.is_experienced())
        return found

    def who_match(self, people, matching):
        if not self.match:
            return people.order_by("name", "pk")
        found = {HELP: matching.who_help, ASK: matching.who_ask}.get(self.match)
        return found(people) if found else people.none()

    def in_group(self, viewer):
        """Only groups of the viewer's own: where others are members is not told."""
        mine = viewer.memberships.filter(group__slug=self.group, group__deleted_at=None)
        return Q(memberships__group__in=mine.values("group"))

    def is_experienced(self):
        theirs = Experience.objects.filter(user=OuterRef("pk"))
        if self.theme:
            theirs = theirs.filter(theme_field__slug=self.theme)
        with_level, seeking = theirs.exclude(level=None), theirs.filter(seeks=True)
        if self.experience in LEVELS:
            return shown("themes") & Exists(with_level.filter(level=LEVELS[self.experience]))
        if self.experience == SEEKS:
            return shown("seeks") & Exists(seeking)
        if self.experience:
            return Q(pk=None)
        return shown("themes") & Exists(with_level) | shown("seeks") & Exists(seeking)
