"""The only way from a view to a person's profile: checks how the viewer is related to the person."""

from django.http import Http404

from accounts.consent.middleware import demand_consent
from accounts.models import VisibleProfile
from accounts.models.consent import has_agreed
from accounts.viewer import Viewer
from people.visible import visible_people


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
