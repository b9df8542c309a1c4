"""The people whom one may see: those of one's groups, and those of other groups who agreed to more."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from accounts.models import ProfileVisibility, User
from accounts.models.visibility import SELF
from groups.models import Membership
from vocabulary.models import Municipality


def people_near(viewer):
    """Users with `relation`, how near the viewer is to each (see accounts.models.visibility).

    Whoever is in no group sees nobody else: an account alone is no reason to read about people.
    """
    mine = Membership.objects.filter(user=viewer.pk, group__deleted_at=None)
    shared = Membership.objects.filter(user=OuterRef("pk"), group__in=mine.values("group"))
    relation = Case(
        When(pk=viewer.pk, then=Value(SELF)),
        When(Exists(shared), then=Value(ProfileVisibility.GROUPS)),
        default=Value(ProfileVisibility.ALL),
        output_field=IntegerField(),
    )
    near = User.objects.filter(is_active=True).annotate(relation=relation)
    allowed = Q(pk=viewer.pk) | Q(visibility__gte=F("relation")) & Exists(mine)
    return near.filter(allowed).select_related("municipality")


def shown(field):
    """Of people near a viewer, those who show this field to them."""
    return Q(**{f"{field}_visibility__gte": F("relation")})


def towns_of(people):
    """The municipalities of people near a viewer, as far as those show where they work."""
    return Municipality.objects.filter(pk__in=people.filter(shown("place")).values("municipality"))
