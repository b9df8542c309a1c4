from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from groups.models.membership import Membership
from groups.rights import Role


class Visibility(models.TextChoices):
    VISIBLE = "visible", "sichtbar"
    HIDDEN = "hidden", "verborgen"


class GroupQuerySet(models.QuerySet):
    def of(self, user):
        """The groups of which the user is a member."""
        mine = Membership.objects.filter(group=OuterRef("pk"), user=user.pk)
        return self.existing().filter(Exists(mine))

    def titles(self, ids):
        """{id: title} of the groups with these ids."""
        return dict(self.filter(pk__in=ids).values_list("pk", "title"))

    def existing(self):
        """Those that are not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """The groups of which the user may know that they exist."""
        mine = Membership.objects.filter(group=OuterRef("pk"), user=user.pk)
        return self.existing().filter(Q(visibility=Visibility.VISIBLE) | Exists(mine))

    def open(self):
        """Those whose `state` is OPEN."""
        return self.filter(archived_at=None, deleted_at=None)

    def without_lead(self):
        """Those that no active account leads; site admins act as leads there (groups.access.acting_lead)."""
        led = Membership.objects.filter(role=Role.LEAD, user__is_active=True).values("group")
        return self.exclude(pk__in=led)

    def in_theme_field(self, slug):
        """Those of the theme field with this slug; all if it is empty."""
        if not slug or "\0" in slug:
            return self
        through = self.model.theme_fields.through.objects
        return self.filter(Exists(through.filter(group=OuterRef("pk"), themefield__slug=slug)))

    def with_numbers(self):
        """Adds `member_count` and `town_count`."""
        return self.annotate(
            member_count=Count("memberships"),
            town_count=Count("memberships__user__municipality", distinct=True),
        ).order_by(*self.model._meta.ordering)
