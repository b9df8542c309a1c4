"""The only door to a person: asks how near the viewer is."""

from django.http import Http404

from accounts.consent.middleware import demand_consent
from accounts.models import VisibleProfile
from accounts.models.consent import has_agreed
from people.visible import people_near


def get_person(viewer, pk, *also):
    """Somebody as the viewer sees them (accounts.models.VisibleProfile), and what to prefetch.

    Raises Http404, and ConsentNeeded for a viewer who has not agreed: whoever sees others is a member.
    """
    near = people_near(viewer).annotate(has_agreed=has_agreed(viewer.pk))
    person = near.prefetch_related(*also).filter(pk=pk).first()
    if person is None:
        raise Http404
    demand_consent(person.has_agreed or person == viewer)
    return VisibleProfile(person, person.relation)
