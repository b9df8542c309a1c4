from functools import cached_property

from accounts.models.experience import Level
from accounts.models.visibility import SELF


def told(field):
    return property(lambda seen: getattr(seen.person, field) if seen.shows(field) else "")


class VisibleProfile:
    """A person as readers at a relation see them: what is kept from those is empty.

    For lists, the query brings `municipality` and, where themes are shown, `experiences__theme_field` along.
    """

    def __init__(self, person, relation):
        self.person, self.relation = person, relation
        self.pk, self.name = person.pk, person.name
        self.initials, self.tint = person.initials, person.tint

    def __str__(self):
        return self.name

    def shows(self, field):
        return self.person.shows(field, self.relation)

    @property
    def is_self(self):
        return self.relation == SELF

    @property
    def is_reachable(self):
        """Whether these readers see the person's profile."""
        return self.person.is_active and (self.is_self or self.person.visibility >= self.relation)

    function, organisation, place = told("function"), told("organisation"), told("place")
    seeks, offers, email = told("seeks"), told("offers"), told("email")

    @property
    def work(self):
        """Function and place in one line."""
        return ", ".join(filter(None, (self.function, self.place)))

    @property
    def photo_key(self):
        """The key of the photo, or None; of an account that is off nobody gets it."""
        return self.person.photo_id if self.is_reachable and self.shows("photo") else None

    @property
    def tells_something(self):
        return bool(self.seeks or self.offers or self.experiences or self.seeks_in)

    @cached_property
    def experiences(self):
        """Those with a level, most experienced first."""
        if not self.shows("themes"):
            return []
        with_level = [one for one in self.person.experiences.all() if one.level]
        return sorted(with_level, key=lambda one: -one.level)

    @cached_property
    def expert_in(self):
        """The theme fields in which the person is experienced."""
        return [one.theme_field for one in self.experiences if one.level == Level.EXPERIENCED]

    @cached_property
    def learning(self):
        """The experiences below that."""
        return [one for one in self.experiences if one.level < Level.EXPERIENCED]

    @cached_property
    def seeks_in(self):
        """The theme fields on which the person looks for an exchange."""
        if not self.shows("seeks"):
            return []
        return [one.theme_field for one in self.person.experiences.all() if one.seeks]
