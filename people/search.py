"""The search among the people whom the viewer may see."""

from dataclasses import astuple, dataclass

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Experience, Level
from accounts.models.profile_search import in_order_of_match, profile_matches
from groups.members.search import clean_line
from people import limits
from people.visible import shows

LEVELS = {"erfahren": Level.EXPERIENCED, "unterwegs": Level.ON_THE_WAY, "neu": Level.NEW}
SEEKS = "sucht"
HELP, ASK = "hilft", "fragt"


@dataclass(frozen=True)
class PersonSearch:
    """Words, an experience, a match, and slugs of a town, a theme field, a group; empty ones do not filter."""

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
        """From the data of a query, with any content."""
        names = ("suche", "stadt", "themenfeld", "erfahrung", "gruppe", "passt")
        text, *rest = (clean_line(data.get(name, "")) for name in names)
        return cls(" ".join(text.split()[: limits.SEARCH_MAX_WORDS]), *rest)

    def __bool__(self):
        return any(astuple(self))

    @property
    def is_narrow(self):
        """Whether it filters by more than words and a theme field."""
        return any((self.town, self.experience, self.group, self.match))

    def among(self, people, matching):
        """Of visible people, those who match by what they show to the viewer; unknown values find nobody.

        Ordered by name, or with `match` by the number of matching theme fields.
        """
        found = self.filter_match(people, matching)
        if self.text:
            found = found.filter(profile_matches(self.text, F("relation")))
            found = in_order_of_match(found, self.text)
        if self.town:
            found = found.filter(shows("place"), municipality__slug=self.town)
        if self.group:
            found = found.filter(self.in_group(matching.viewer))
        if self.theme or self.experience:
            found = found.filter(self.is_experienced())
        return found

    def filter_match(self, people, matching):
        if not self.match:
            return people.order_by("name", "pk")
        found = {HELP: matching.helpers, ASK: matching.seekers}.get(self.match)
        return found(people) if found else people.none()

    def in_group(self, viewer):
        """Only among the viewer's own groups: other memberships are not disclosed."""
        mine = viewer.memberships.filter(group__slug=self.group, group__deleted_at=None)
        return Q(memberships__group__in=mine.values("group"))

    def is_experienced(self):
        theirs = Experience.objects.filter(user=OuterRef("pk"))
        if self.theme:
            theirs = theirs.filter(theme_field__slug=self.theme)
        with_level, seeking = theirs.exclude(level=None), theirs.filter(seeks=True)
        if self.experience in LEVELS:
            return shows("themes") & Exists(with_level.filter(level=LEVELS[self.experience]))
        if self.experience == SEEKS:
            return shows("seeks") & Exists(seeking)
        if self.experience:
            return Q(pk=None)
        return shows("themes") & Exists(with_level) | shows("seeks") & Exists(seeking)
