from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from groups.models.membership import Membership, Role


class Visibility(models.TextChoices):
    VISIBLE = "visible", "sichtbar"
    HIDDEN = "hidden", "verborgen"


class JoinPolicy(models.TextChoices):
    INVITATION = "invitation", "Einladung"
    REQUEST = "request", "Anfrage"
    OPEN = "open", "offen"


class GroupQuerySet(models.QuerySet):
    def of(self, user):
        """The groups of which the user is a member."""
        return self.filter(Exists(Membership.objects.filter(group=OuterRef("pk"), user=user.pk)))

    def visible_to(self, user):
        """The groups of which the user may know that they exist."""
        mine = Membership.objects.filter(group=OuterRef("pk"), user=user.pk)
        return self.filter(Q(visibility=Visibility.VISIBLE) | Exists(mine))

    def with_numbers(self):
        """Adds `member_count` and `town_count`."""
        return self.annotate(
            member_count=Count("memberships"),
            town_count=Count("memberships__user__municipality", distinct=True),
        ).order_by(*Group._meta.ordering)


class Group(models.Model):
    """A space with members. Its drawing and its glyph come from its slug."""

    slug = models.SlugField(
        "Kurzname", unique=True, help_text="Steht in der Adresse der Gruppe und bleibt für immer."
    )
    title = models.CharField("Name", max_length=100)
    summary = models.CharField("Worum es geht, in einem Satz", max_length=160)
    description = models.TextField(
        "Wofür die Gruppe da ist", max_length=2000, help_text="Steht auch auf der Einladung, für alle lesbar."
    )
    visibility = models.CharField(
        "Verzeichnis",
        max_length=10,
        choices=Visibility,
        default=Visibility.VISIBLE,
        help_text="Eine verborgene Gruppe finden nur ihre Mitglieder.",
    )
    join_policy = models.CharField(
        "Beitritt", max_length=10, choices=JoinPolicy, default=JoinPolicy.INVITATION
    )
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_demo = models.BooleanField("Beispielinhalt", default=False)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "Gruppe"
        verbose_name_plural = "Gruppen"
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forum:group", args=[self.slug])

    def admit(self, user, role=Role.MEMBER, **fields):
        """Makes the user a member, unless they are one. Returns (membership, whether it is new)."""
        return Membership.objects.get_or_create(group=self, user=user, defaults={"role": role, **fields})

    @property
    def leads(self):
        return [
            membership.user
            for membership in self.memberships.filter(role=Role.LEAD).select_related("user__municipality")
        ]

    @property
    def public_invitation(self):
        """The invitation to which public pages lead, as long as it can be used, else None."""
        return self.invitations.usable().filter(is_public=True).first()
