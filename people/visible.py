"""The people whom one may see: those of one's groups, and those of other groups who agreed to more."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from accounts.models import Audience, User
from accounts.models.audience import SELF
from groups.models import Membership
from vocabulary.models import Municipality


def people_near(viewer):
    """Users with `distance`, how near the viewer is to each (see accounts.models.audience).

    Whoever is in no group sees nobody else: an account alone is no reason to read about people.
    """
    mine = Membership.objects.filter(user=viewer.pk, group__deleted_at=None)
    shared = Membership.objects.filter(user=OuterRef("pk"), group__in=mine.values("group"))
    distance = Case(
        When(pk=viewer.pk, then=Value(SELF)),
        When(Exists(shared), then=Value(Audience.GROUPS)),
        default=Value(Audience.ALL),
        output_field=IntegerField(),
    )
    near = User.objects.filter(is_active=True).annotate(distance=distance)
    allowed = Q(pk=viewer.pk) | Q(audience__gte=F("distance")) & Exists(mine)
    return near.filter(allowed).select_related("municipality")


def shown(field):
    """Of people near a viewer, those who show this field to them."""
    return Q(**{f"{field}_audience__gte": F("distance")})


def towns_of(people):
    """The municipalities of people near a viewer, as far as those show where they work."""
    return Municipality.objects.filter(pk__in=people.filter(shown("place")).values("municipality"))
