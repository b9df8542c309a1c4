"""Who sees which fields of a person's profile. See docs/decisions/0012.

A reader has a relation to the person: SELF, in one of the person's groups (GROUPS), or only in others (ALL). A field is
visible if its ProfileVisibility is at least the reader's relation; `visibility` does so for the profile as a whole.
"""

from django.db import models
from django.db.models import Q


class ProfileVisibility(models.IntegerChoices):
    NOBODY = 0, "niemand außer mir"
    GROUPS = 1, "Mitglieder meiner Gruppen"
    ALL = 2, "alle, die mein Profil sehen"


SELF = ProfileVisibility.NOBODY

# The place is always visible in a person's groups, as it was to their leads on joining. The name has no setting at all.
ALWAYS_IN_GROUPS = ("visibility", "place_visibility")
FIELDS = ("place", "function", "organisation", "themes", "seeks", "offers", "photo", "email")


def visibility_field(label, default=ProfileVisibility.ALL):
    return models.PositiveSmallIntegerField(label, choices=ProfileVisibility, default=default)


def visibility_constraints():
    """Of the model whose fields these are: each setting is known, and the place is visible in groups."""
    rules = {
        f"{field}_visibility": Q(**{f"{field}_visibility__in": ProfileVisibility.values}) for field in FIELDS
    }
    rules |= {
        name: Q(**{f"{name}__in": [ProfileVisibility.GROUPS.value, ProfileVisibility.ALL.value]})
        for name in ALWAYS_IN_GROUPS
    }
    return [
        models.CheckConstraint(condition=rule, name=f"user_{name}_is_known") for name, rule in rules.items()
    ]
