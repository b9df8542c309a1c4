"""The only way from a view to a person's profile: checks how the viewer is related to the person."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.consent.middleware import demand_consent
from accounts.models import Experience, VisibleProfile
from accounts.models.consent import has_agreed
from accounts.viewer import Viewer
from people.visible import shows, visible_people


def get_person(viewer: Viewer, pk: int, *prefetch: str) -> VisibleProfile:
    """A person's profile as the viewer may see it. `prefetch`: names of relations.

    Raises Http404; ConsentNeeded for a viewer who has not agreed to the current text, unless it is their own profile.
    """
    visible = visible_people(viewer.user).annotate(has_agreed=has_agreed(viewer.user.pk))
    person = visible.prefetch_related(*prefetch).filter(pk=pk).first()
    if person is None:
        raise Http404
    demand_consent(viewer, person.has_agreed or person == viewer.user)
    return VisibleProfile(person, person.relation)


def find_experts(viewer: Viewer, theme_field, most: int) -> list[VisibleProfile]:
    """At most `most` people who show the viewer that they are experienced in the theme field, by name.

    Nobody for who is not signed in, has no group or has not agreed to the current text: pages that show them besides
    something else do not ask.
    """
    if viewer.user.is_anonymous:
        return []
    theirs = Experience.objects.expert().filter(theme_field=theme_field, user=OuterRef("pk"))
    people = visible_people(viewer.user).filter(shows("themes"), Exists(theirs), has_agreed(viewer.user.pk))
    found = people.exclude(pk=viewer.user.pk).order_by("name", "pk")
    return [VisibleProfile(person, person.relation) for person in found[:most]]
