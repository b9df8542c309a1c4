"""Who sees what of a person.

A reader stands at a distance: SELF, in one of the person's groups (GROUPS), or in other groups only (ALL). Whatever the
person shows at least as far as that is seen; `audience` itself says who sees the person at all.
"""

from django.db import models
from django.db.models import Q


class Audience(models.IntegerChoices):
    NOBODY = 0, "niemand außer mir"
    GROUPS = 1, "Mitglieder meiner Gruppen"
    ALL = 2, "alle, die mein Profil sehen"


SELF = Audience.NOBODY

# The name goes wherever the person is seen. The place, too, is never kept from one's groups: joining means telling it.
ALWAYS_IN_GROUPS = ("audience", "place_audience")
FIELDS = ("place", "function", "organisation", "themes", "seeks", "offers", "photo", "email")


def audience_field(label, default=Audience.ALL):
    return models.PositiveSmallIntegerField(label, choices=Audience, default=default)


class Shown(models.Model):
    """For each field of a profile, how far it is shown."""

    audience = audience_field("Wer sieht Ihr Profil?", default=Audience.GROUPS)
    place_audience = audience_field("Wer sieht Ihren Ort?")
    function_audience = audience_field("Wer sieht Ihre Funktion?")
    organisation_audience = audience_field("Wer sieht Ihre Organisation?")
    themes_audience = audience_field("Wer sieht Ihre Erfahrung?")
    seeks_audience = audience_field("Wer sieht „Ich suche“?")
    offers_audience = audience_field("Wer sieht „Ich biete“?")
    photo_audience = audience_field("Wer sieht Ihr Foto?")
    email_audience = audience_field("Wer sieht Ihre E-Mail-Adresse?", default=Audience.NOBODY)

    class Meta:
        abstract = True

    @classmethod
    def constraints(cls):
        rules = {f"{field}_audience": Q(**{f"{field}_audience__in": Audience.values}) for field in FIELDS}
        rules |= {
            name: Q(**{f"{name}__in": [Audience.GROUPS.value, Audience.ALL.value]})
            for name in ALWAYS_IN_GROUPS
        }
        return [
            models.CheckConstraint(condition=rule, name=f"user_{name}_is_known")
            for name, rule in rules.items()
        ]

    def shows(self, field, distance):
        """Whether readers at this distance see the field. Of an account that is off only the place stays."""
        reach = min(self.audience, getattr(self, f"{field}_audience"))
        return distance == SELF or (reach >= distance and (self.is_active or field == "place"))
