from functools import cached_property

from accounts.models.experience import Level
from accounts.models.visibility import SELF


def visible(field):
    return property(lambda profile: getattr(profile.person, field) if profile.shows(field) else "")


class VisibleProfile:
    """A user's profile as readers at a relation see it: fields that are not visible to them are empty.

    For lists, select `municipality` and prefetch `experiences__theme_field` with the users.
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
        """Whether these readers can open the profile page."""
        return self.person.is_active and (self.is_self or self.person.visibility >= self.relation)

    function, organisation, place = visible("function"), visible("organisation"), visible("place")
    seeks, offers, email = visible("seeks"), visible("offers"), visible("email")

    @property
    def work(self):
        """Function and place in one line."""
        return ", ".join(filter(None, (self.function, self.place)))

    @property
    def photo_key(self):
        """The key of the photo, or None if it is not visible; of an inactive account it never is."""
        return self.person.photo_id if self.is_reachable and self.shows("photo") else None

    @property
    def tells_something(self):
        return bool(self.seeks or self.offers or self.experiences or self.seeks_in)

    @cached_property
    def experiences(self):
        """Experiences with a level, the highest first."""
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
        """Experiences of lower levels."""
        return [one for one in self.experiences if one.level < Level.EXPERIENCED]

    @cached_property
    def seeks_in(self):
        """The theme fields for which the person looks for others to talk to."""
        if not self.shows("seeks"):
            return []
        return [one.theme_field for one in self.person.experiences.all() if one.seeks]
