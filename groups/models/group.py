from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from audit.models import record
from groups.audit_labels import Act
from groups.models.admission import Approval, ApprovalNeeded
from groups.models.join_request import AskedBefore, JoinRequest, Outcome
from groups.models.lifecycle import GroupClosed, Lifecycle
from groups.models.membership import Membership, leads_of_group
from groups.rights import Role


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
        mine = Membership.objects.filter(group=OuterRef("pk"), user=user.pk)
        return self.existing().filter(Exists(mine))

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
        through = Group.theme_fields.through.objects
        return self.filter(Exists(through.filter(group=OuterRef("pk"), themefield__slug=slug)))

    def with_numbers(self):
        """Adds `member_count` and `town_count`."""
        return self.annotate(
            member_count=Count("memberships"),
            town_count=Count("memberships__user__municipality", distinct=True),
        ).order_by(*Group._meta.ordering)


class Group(Lifecycle):
    """A space with members. Its drawing and its glyph are derived from its slug."""

    slug = models.SlugField(
        "Kurzname", unique=True, help_text="Steht in der Adresse der Gruppe und bleibt für immer."
    )
    title = models.CharField("Name", max_length=100)
    summary = models.CharField("Worum es geht, in einem Satz", max_length=160)
    description = models.TextField(
        "Wofür die Gruppe da ist", max_length=2000, help_text="Steht auch auf der Einladung, für alle lesbar."
    )
    rules = models.TextField(
        "Was hier gilt",
        max_length=2000,
        blank=True,
        help_text="Regeln für das Miteinander. Stehen unter „Über“ und auf der Einladung.",
    )
    welcome = models.TextField(
        "Worte zur Begrüßung",
        max_length=500,
        blank=True,
        help_text="Lesen neue Mitglieder über den Themen, bis sie zum ersten Mal geschrieben haben.",
    )
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", verbose_name="Themenfelder", blank=True, related_name="+"
    )
    visibility = models.CharField(
        "Verzeichnis",
        max_length=10,
        choices=Visibility,
        default=Visibility.VISIBLE,
        help_text="Eine verborgene Gruppe finden nur ihre Mitglieder.",
    )
    join_policy = models.CharField(
        "Beitritt",
        max_length=10,
        choices=JoinPolicy,
        default=JoinPolicy.INVITATION,
        help_text="Wie man ohne Einladung hineinkommt: gar nicht, auf Anfrage oder sofort.",
    )
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_demo = models.BooleanField("Beispielinhalt", default=False)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    # When site admins were mailed that it has no lead; None again as soon as it has one.
    without_lead_told_at = models.DateTimeField(null=True, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        verbose_name = "Gruppe"
        verbose_name_plural = "Gruppen"
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """By its name: the page belongs to the forum, of which this app imports nothing."""
        return reverse("forum:group", args=[self.slug])

    @property
    def after_joining_url(self):
        return self.get_absolute_url()

    @property
    def subject(self):
        """Its name in the audit log, and its scope in notifications."""
        return f"group.{self.pk}"

    @property
    def is_listed(self):
        """Whether everybody can find it in the directory."""
        return self.visibility == Visibility.VISIBLE and self.is_open

    @property
    def ask_url(self):
        """The address where everybody may ask to join; empty unless the join policy is REQUEST."""
        asked = self.is_listed and self.join_policy == JoinPolicy.REQUEST
        return reverse("groups:request", args=[self.slug]) if asked else ""

    @property
    def is_open_to_all(self):
        return self.is_listed and self.join_policy == JoinPolicy.OPEN

    @transaction.atomic
    def change(self, by, fields, theme_fields=()):
        """Saves only these fields, as set on this instance; theme fields as given. Raises GroupClosed."""
        if not self.lock().is_open:
            raise GroupClosed
        if not fields:
            return
        self.save(update_fields=[name for name in fields if name != "theme_fields"])
        if "theme_fields" in fields:
            self.theme_fields.set(theme_fields)
        record(by, Act.GROUP_CHANGED, object=self.subject, scope=self.subject, fields=sorted(fields))

    @transaction.atomic
    def revoke_invitations(self, by):
        """Revokes all its invitations. Returns how many were not revoked before."""
        self.lock()
        number = self.invitations.revoke() + self.mailings.revoke()
        if number:
            record(by, Act.LINKS_REVOKED, object=self.subject, scope=self.subject, number=number)
        return number

    @transaction.atomic
    def admit(self, user, role=Role.MEMBER, **fields):
        """Makes the user a member, unless they are one. Returns (membership, whether it is new).

        Settles the person's waiting request and deletes an earlier Removal. Checks nothing: see `join`.
        """
        # Locked first, in the order of somebody who decides the request at the same time.
        list(JoinRequest.objects.waiting().filter(group=self, user=user).select_for_update())
        admitted = Membership.objects.get_or_create(group=self, user=user, defaults={"role": role, **fields})
        if admitted[1]:
            JoinRequest.objects.filter(group=self, user=user).settle()
            self.removals.filter(user=user).delete()
        self.email_invitations.mark_accepted(user)
        return admitted

    @transaction.atomic
    def _appoint_lead(self, user, by):
        """Makes the user a lead, also one who was no member. Returns (membership, the former Role or None).

        Raises GroupClosed for one who was no member. Without the mail: called by groups.members.actions.
        """
        group = self.lock()
        member = group.memberships.filter(user=user).first()
        if member is None and not group.is_open:
            raise GroupClosed
        if member is None:
            member, is_new = group.admit(user, role=Role.LEAD)
            if is_new:
                member.note(Act.MEMBER_APPOINTED, by)
                return member, None
        former = member.role
        member._appoint(Role.LEAD, by)
        return member, former

    @transaction.atomic
    def join(self, user):
        """Makes the user a member of a group that is open to all. Raises GroupClosed or ApprovalNeeded."""
        group = self.lock()
        if not group.is_open:
            raise GroupClosed
        if why := group.approval_for(user):
            raise ApprovalNeeded(why)
        return group.admit(user)[0]

    def approval_for(self, user):
        """Why a lead has to approve this person, who has no invitation (an Approval), or None."""
        if not self.is_open_to_all:
            return Approval.GROUP
        return Approval.REMOVED if self.removals.filter(user=user).exists() else None

    @transaction.atomic
    def add_request(self, user, *, why, reason, role=Role.MEMBER, **source):
        """Stores a request to join, unless one waits. Returns (the waiting request, whether it is new).

        `source`: invitation and mailing, by which the person came. Raises AskedBefore for ASK_AGAIN_AFTER after a
        decline. Mails nobody: see groups.joining.requests.
        """
        mine = JoinRequest.objects.filter(group=self, user=user)
        if (last := mine.order_by("-pk").first()) and last.may_ask_again_at:
            raise AskedBefore(last)
        fields = {"why": why, "reason": reason, "role": role, **source}
        return mine.waiting().get_or_create(
            group=self,
            user=user,
            outcome=Outcome.WAITING,
            defaults=fields,
        )

    @property
    def leads(self):
        return [membership.user for membership in leads_of_group.all(group=self.pk)]

    @property
    def public_invitation(self):
        """The link to which public pages lead, if it is usable, else None."""
        return self.invitations.usable().filter(is_public=True).first()
