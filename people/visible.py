"""The people whom a viewer may see: those of the same groups, and those who show their profile to all members."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from accounts.models import ProfileVisibility, User
from accounts.models.visibility import SELF
from groups.models import Membership
from vocabulary.models import Municipality


def visible_people(viewer: User) -> QuerySet:
    """Users with `relation`, the relation of the viewer to each (accounts.models.visibility).

    A viewer without a group sees nobody else: an account alone gives no right to read about people.
    """
    mine = Membership.objects.filter(user=viewer.pk, group__deleted_at=None)
    shared = Membership.objects.filter(user=OuterRef("pk"), group__in=mine.values("group"))
    relation = Case(
        When(pk=viewer.pk, then=Value(SELF)),
        When(Exists(shared), then=Value(ProfileVisibility.GROUPS)),
        default=Value(ProfileVisibility.ALL),
        output_field=IntegerField(),
    )
    people = User.objects.filter(is_active=True).annotate(relation=relation)
    allowed = Q(pk=viewer.pk) | Q(visibility__gte=F("relation")) & Exists(mine)
    return people.filter(allowed).select_related("municipality")


def shows(field: str) -> Q:
    """A condition on visible_people: those who show this field to the viewer."""
    return Q(**{f"{field}_visibility__gte": F("relation")})


def towns_of(people: QuerySet) -> QuerySet:
    """The municipalities of visible_people, as far as they show where they work."""
    return Municipality.objects.filter(pk__in=people.filter(shows("place")).values("municipality"))
