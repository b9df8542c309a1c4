"""Who suits whom: experienced in what the other one looks for."""

from django.db.models import Count, OuterRef, Subquery

from accounts.models import Experience, Level
from people.visible import shown


class Matching:
    """What the viewer looks for and knows, against what others show of themselves. One query."""

    def __init__(self, viewer):
        own = list(viewer.experiences.all())
        self.sought = {one.theme_field_id for one in own if one.seeks}
        self.known = {one.theme_field_id for one in own if one.level == Level.EXPERIENCED}
        self.viewer = viewer

    def who_help(self, people):
        """Of people near the viewer, those experienced in what the viewer looks for; who in most comes first."""
        return self.who_suit(people.filter(shown("themes")), Experience.objects.expert(), self.sought)

    def who_ask(self, people):
        """Of people near the viewer, those who look for what the viewer is experienced in."""
        return self.who_suit(people.filter(shown("seeks")), Experience.objects.seeking(), self.known)

    def who_suit(self, people, experiences, theme_fields):
        if not theme_fields:
            return people.none()
        suiting = experiences.filter(theme_field__in=theme_fields, user=OuterRef("pk"))
        theirs = suiting.order_by().values("user")
        number = Subquery(theirs.annotate(number=Count("pk")).values("number"))
        found = people.exclude(pk=self.viewer.pk).annotate(suiting=number).exclude(suiting=None)
        return found.order_by("-suiting", "name", "pk")
