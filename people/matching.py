"""Matches people by theme fields: one is experienced in what the other one seeks."""

from django.db.models import Count, OuterRef, Subquery

from accounts.models import Experience, Level
from people.visible import shows


class Matching:
    """Compares what the viewer seeks and knows with what others show of themselves. Costs one query."""

    def __init__(self, viewer):
        own = list(viewer.experiences.all())
        self.sought = {one.theme_field_id for one in own if one.seeks}
        self.known = {one.theme_field_id for one in own if one.level == Level.EXPERIENCED}
        self.viewer = viewer

    def helpers(self, people):
        """Of visible people, those experienced in what the viewer seeks; most theme fields first."""
        return self._matching(people.filter(shows("themes")), Experience.objects.expert(), self.sought)

    def seekers(self, people):
        """Of visible people, those who seek what the viewer is experienced in; most theme fields first."""
        return self._matching(people.filter(shows("seeks")), Experience.objects.seeking(), self.known)

    def _matching(self, people, experiences, theme_fields):
        if not theme_fields:
            return people.none()
        suiting = experiences.filter(theme_field__in=theme_fields, user=OuterRef("pk"))
        theirs = suiting.order_by().values("user")
        number = Subquery(theirs.annotate(number=Count("pk")).values("number"))
        found = people.exclude(pk=self.viewer.pk).annotate(suiting=number).exclude(suiting=None)
        return found.order_by("-suiting", "name", "pk")
