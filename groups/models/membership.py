from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import ProfileVisibility
from accounts.models.profile_search import profile_matches
from audit.models import record_act
from groups.audit_labels import Act
from groups.models.removal import Removal
from groups.rights import Right, Role
from prepared.query import Parameter, PreparedQuery


class LastLead(Exception):
    """The change would leave the group without a lead."""


class StillLeads(Exception):
    """A lead must lose the role before being removed."""


HOLD = """
    SELECT membership.user_id
    FROM groups_membership AS membership JOIN accounts_user AS person ON person.id = membership.user_id
    WHERE membership.group_id = %(group)s AND membership.user_id = ANY(%(users)s) AND person.is_active
    ORDER BY membership.id
    FOR KEY SHARE OF membership
"""
# The group first, as everywhere.
LOCK = """
    SELECT its_group.archived_at, its_group.deleted_at
    FROM groups_group AS its_group JOIN groups_membership AS membership ON membership.group_id = its_group.id
    WHERE membership.id = %s
    FOR SHARE OF its_group FOR NO KEY UPDATE OF membership
"""


def number_in_group(rows):
    """An expression: how many of the rows belong to the group of the outer membership."""
    same = rows.filter(group=models.OuterRef("group")).order_by()
    counted = same.values("group").annotate(number=models.Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


class MembershipQuerySet(models.QuerySet):
    def with_group_size(self):
        """Adds `group_size`, how many members the group has."""
        return self.annotate(group_size=number_in_group(Membership.objects.all()))

    def hold(self, group_id, user_ids):
        """The ids of those users who are members with an active account. Locks their rows until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(HOLD, {"group": group_id, "users": list(user_ids)})
            return [pk for (pk,) in cursor.fetchall()]

    def with_people(self):
        return self.select_related("user__municipality")

    def matching(self, text):
        """Those whose name, function, organisation or place, as visible in groups, contain each word of the text."""
        return self.filter(
            profile_matches(text, ProfileVisibility.GROUPS, "user__", fields=("function", "organisation"))
        )

    def from_town(self, slug):
        return self.filter(user__municipality__slug=slug)

    def joined_since(self, moment):
        return self.filter(joined_at__gte=moment)

    def count_unlisted(self):
        """`elsewhere`: how many work in a place that is no municipality of ours; `nowhere`: how many name no place."""
        named, unlisted = ~models.Q(user__other_place=""), models.Q(user__municipality=None)
        return self.aggregate(
            elsewhere=models.Count("pk", filter=unlisted & named),
            nowhere=models.Count("pk", filter=unlisted & ~named),
        )

    def in_role(self, role):
        return self.filter(role=role)

    def in_order(self):
        """Leads first, then moderators, then members; by name."""
        rank = models.Case(
            models.When(role=Role.LEAD, then=0), models.When(role=Role.MODERATOR, then=1), default=2
        )
        return self.order_by(rank, "user__name", "pk")


class Membership(models.Model):
    """A person in a group. Data that a person has only as a member refers to this row and is deleted with it."""

    group = models.ForeignKey(
        "groups.Group", on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("Rolle", max_length=10, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField("dabei seit", default=timezone.now)
    invitation = models.ForeignKey(
        "groups.Invitation", on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    mailing = models.ForeignKey(
        "groups.Mailing", on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    first_post_at = models.DateTimeField("erster Beitrag", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="membership_once_per_group"),
            models.CheckConstraint(condition=models.Q(role__in=Role), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(invitation=None) | models.Q(mailing=None), name="membership_one_invitation"
            ),
        ]

    def __str__(self):
        return f"Mitgliedschaft {self.pk}"

    @property
    def leads(self):
        return self.role == Role.LEAD

    def may(self, right):
        """Whether the member has the right (groups.rights) in the group's current state."""
        return right.belongs_to(self.role) and (right.in_archive or self.group.is_open)

    @property
    def can(self):
        """The rights for templates: {"write": True, …}."""
        return {right.name.lower(): self.may(right) for right in Right}

    def may_end(self, other):
        """Whether this member may remove the other one. A lead must lose the role first."""
        return self.may(Right.REMOVE_MEMBERS) and not other.leads and other.group_id == self.group_id

    def lock(self):
        """Locks the membership against ending and its group against being archived until the transaction ends.

        Raises DoesNotExist if it has ended.
        """
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [self.pk])
            row = cursor.fetchone()
        if row is None:
            raise Membership.DoesNotExist
        self.group.archived_at, self.group.deleted_at = row

    @transaction.atomic
    def _appoint(self, role, by):
        """Gives the member this role. Returns whether that changes anything.

        Raises LastLead, and DoesNotExist if the membership has ended. Without the mail: called by
        groups.members.actions.
        """
        membership = self.lock_to_change()
        self.role = membership.role
        if membership.role == role:
            return False
        membership.refuse_last_lead()
        former, self.role = membership.role, role
        self.save(update_fields=["role"])
        self.note(Act.ROLE_CHANGED, by, former=former, role=role)
        return True

    @transaction.atomic
    def _leave(self, successor=None):
        """Ends the membership at the person's own wish; `successor`: the membership that becomes a lead before.

        Raises LastLead, and DoesNotExist if one of the memberships has ended. Without the mail: called by
        groups.members.actions.leave_group.
        """
        membership = self.lock_to_change()
        if successor:
            successor._appoint(Role.LEAD, self.user)
        membership.refuse_last_lead()
        self.note(Act.MEMBER_LEFT, self.user)
        membership.delete()

    @transaction.atomic
    def end(self, by=None, reason=""):
        """Deletes the membership and what refers to it; posts stay. Sends no mail.

        With `by`, a lead removes the person: joining again needs approval from now on. Raises StillLeads then, and
        DoesNotExist if the membership has already ended.
        """
        membership = self.lock_to_change()
        if by:
            if membership.leads:
                raise StillLeads
            removal = {"removed_by": by, "reason": reason}
            Removal.objects.update_or_create(group=self.group, user=self.user, defaults=removal)
            self.note(Act.MEMBER_REMOVED, by)
        membership.delete()

    def lock_to_change(self):
        """Locks the group, then this row, and returns the row. The group comes first as in all writes, so roles change
        one after the other.
        """
        self.group.lock()
        return Membership.objects.select_for_update().get(pk=self.pk)

    def refuse_last_lead(self):
        """To be called on a locked row. Raises LastLead."""
        others = Membership.objects.filter(group=self.group_id, role=Role.LEAD, user__is_active=True)
        if self.leads and not others.exclude(pk=self.pk).exists():
            raise LastLead

    def note(self, act, by, **details):
        record_act(by, act, object=f"user.{self.user_id}", scope=self.group.subject, **details)


# Prepared, since each page of the join flow runs it.
leads_of_group = PreparedQuery(
    lambda: Membership.objects.filter(
        group=Parameter("group", models.BigIntegerField()), role=Role.LEAD
    ).with_people()
)
