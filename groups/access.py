"""The only way from a view to a group, its members and its invitations. Each function checks the viewer's access.

Unknown and forbidden are both Http404; PermissionDenied (403) only where the viewer may know that it exists.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, CharField, OuterRef, QuerySet
from django.http import Http404

from accounts.consent.middleware import demand_consent
from accounts.models import User
from accounts.models.consent import has_agreed
from accounts.second_factor.demand import demand_second_factor
from accounts.viewer import Viewer
from groups.models import (
    EmailInvitation,
    Group,
    Invitation,
    JoinRequest,
    LegacyLink,
    Mailing,
    MailingDraft,
    Membership,
    Right,
    Role,
    Visibility,
)
from groups.models.membership import number_in_group
from prepared.query import Parameter, PreparedQuery

CLOSED = "Diese Gruppe ist abgeschlossen."
# The permission of editors and admins, from migration 0002.
MANAGES = "groups.change_group"


class MembersOnly(Http404):
    """A group that the viewer may know of but not enter; its 404 page says how to join."""

    def __init__(self, group: Group):
        super().__init__("members only")
        self.group = group


def get_group(viewer: Viewer, slug: str) -> Group:
    """A group that the viewer may know of. Raises Http404."""
    group = Group.objects.visible_to(viewer.user).filter(slug=slug).first()
    if group is None:
        raise Http404
    return group


def get_membership(viewer: Viewer, slug: str, right: Right = Right.READ) -> Membership:
    """The viewer's membership, with its group, `group_size` and `requests_wait` (how many requests wait).

    Raises Http404, as MembersOnly for a group in the directory; PermissionDenied for members without the right;
    ConsentNeeded for members who have not agreed to the current text, unless they leave; SecondFactorNeeded.
    """
    membership = find_membership(viewer, slug)
    if membership and right is not Right.LEAVE:
        demand_consent(viewer, membership.has_agreed)
    if membership and membership.may(right):
        return require_second_factor(viewer, membership, right)
    if right.least == Role.LEAD and (acting := acting_lead(viewer, slug)) and acting.may(right):
        return require_second_factor(viewer, acting, right)
    if membership is None:
        raise not_a_member(Group.objects.existing().filter(slug=slug).first())
    raise PermissionDenied(CLOSED if right.belongs_to(membership.role) else right.refusal)


def require_second_factor(viewer: Viewer, membership: Membership, right: Right) -> Membership:
    """The membership. Raises SecondFactorNeeded if the right goes beyond a member's and no factor was shown lately."""
    if right.is_privileged:
        demand_second_factor(viewer)
    return membership


def _membership_query():
    found = Membership.objects.select_related("group").filter(user=Parameter("user", BigIntegerField()))
    return (
        found.filter(group__slug=Parameter("slug", CharField()), group__deleted_at=None)
        .with_group_size()
        .annotate(
            requests_wait=number_in_group(JoinRequest.objects.waiting()),
            has_agreed=has_agreed(OuterRef("user")),
        )
    )


# Prepared, since each page of a group runs it.
membership_of = PreparedQuery(_membership_query)


def find_membership(viewer: Viewer, slug: str) -> Membership | None:
    found = membership_of.first(user=viewer.user.pk, slug=slug)
    if found:
        found.user = viewer.user
    return found


def not_a_member(group: Group | None) -> Http404:
    """The exception to raise for somebody who is not, or no longer, a member."""
    return MembersOnly(group) if group and group.visibility == Visibility.VISIBLE else Http404()


def is_member(user: User, group: Group) -> bool:
    if group.deleted_at or user.is_anonymous:
        return False
    return group.memberships.filter(user=user).exists()


def acting_lead(viewer: Viewer, slug: str) -> Membership | None:
    """An unsaved membership as a lead for a site admin in a group without a lead, so that somebody can answer requests."""
    if not getattr(viewer.user, "is_superuser", False):
        return None
    group = Group.objects.existing().without_lead().filter(slug=slug).first()
    if group is None:
        return None
    membership = Membership(group=group, user=viewer.user, role=Role.LEAD)
    membership.group_size = group.memberships.count()
    membership.requests_wait = group.requests.waiting().count()
    return membership


# Prepared, since each page of an invitation runs it, as does the script that counts how often it was opened.
invitation_with = PreparedQuery(
    lambda: Invitation.objects.select_related("group", "created_by").filter(key=Parameter("key", CharField()))
)


def find_invitation(key: str) -> Invitation | None:
    """The link with this key, whatever its state: whoever has a key may know where it leads."""
    if not key.isprintable():
        return None
    return invitation_with.first(key=key)


def find_email_invitation(key: str) -> EmailInvitation | None:
    """The invitation that was mailed with this key, whatever its state."""
    return EmailInvitation.objects.with_key(key)


def find_mailing(key: str) -> Mailing | None:
    """The mailing with this key of its own, at which people ask who have no key from a mail."""
    if not key.isprintable():
        return None
    return Mailing.objects.select_related("group", "created_by").filter(key=key).first()


def find_legacy_link(token: str, space_id: str) -> LegacyLink | None:
    """The predecessor platform's link with this token into this space."""
    if not (token.isprintable() and space_id.isdecimal() and len(space_id) < 10):
        return None
    found = LegacyLink.objects.select_related("group").filter(token=token, space_id=int(space_id))
    return found.first()


def get_link(
    viewer: Viewer, slug: str, pk: int, right: Right = Right.END_INVITATIONS
) -> tuple[Membership, Invitation]:
    """(the viewer's membership as a lead, a link of the group). Raises as get_membership."""
    membership = get_membership(viewer, slug, right)
    links = membership.group.invitations.select_related("created_by").with_joined()
    return membership, get_child_or_404(membership.group, links, pk)


def get_mailing(
    viewer: Viewer, slug: str, pk: int, right: Right = Right.END_INVITATIONS
) -> tuple[Membership, Mailing]:
    """(the viewer's membership as a lead, a mailing of the group). Raises as get_membership."""
    membership = get_membership(viewer, slug, right)
    mailings = membership.group.mailings.with_counts().select_related("created_by")
    return membership, get_child_or_404(membership.group, mailings, pk)


def get_mailing_draft(viewer: Viewer, slug: str, pk: int) -> tuple[Membership, MailingDraft]:
    """(the viewer's membership as a lead, a draft of the viewer's own in the group). Raises as get_membership."""
    membership = get_membership(viewer, slug, Right.END_INVITATIONS)
    drafts = membership.group.mailing_drafts.filter(created_by=viewer.user)
    return membership, get_child_or_404(membership.group, drafts, pk)


def get_email_invitation(
    viewer: Viewer, slug: str, pk: int, line: int, right: Right = Right.END_INVITATIONS
) -> EmailInvitation:
    """One invitation of a mailing, by the key of its row. Raises as get_membership."""
    membership, mailing = get_mailing(viewer, slug, pk, right)
    invited = mailing.email_invitations.invited().select_related("mailing")
    return get_child_or_404(membership.group, invited, line)


def get_request(viewer: Viewer, slug: str, pk: int) -> tuple[Membership, JoinRequest]:
    """(the viewer's membership as a lead, a request for the group). Raises as get_membership."""
    membership = get_membership(viewer, slug, Right.DECIDE)
    return membership, get_child_or_404(membership.group, membership.group.requests.with_people(), pk)


def get_member(viewer: Viewer, slug: str, pk: int, right: Right) -> tuple[Membership, Membership]:
    """(the viewer's membership as a lead, another membership of the group). Raises as get_membership."""
    membership = get_membership(viewer, slug, right)
    return membership, get_child_or_404(membership.group, membership.group.memberships.with_people(), pk)


def get_own_groups(viewer: Viewer) -> list[Group]:
    """The groups of which the viewer is a member. Raises ConsentNeeded for a member who has not agreed."""
    mine = list(Group.objects.of(viewer.user).annotate(has_agreed=has_agreed(viewer.user.pk)))
    demand_consent(viewer, all(group.has_agreed for group in mine))
    return mine


def get_managed(viewer: Viewer, pk: int) -> Group:
    """A group for editors and admins in /redaktion/, member or not. Raises PermissionDenied, Http404.

    accounts.admin_access demands the second factor for every page there.
    """
    if not viewer.user.has_perm(MANAGES):
        raise PermissionDenied
    group = Group.objects.existing().filter(pk=pk).first()
    if group is None:
        raise Http404
    return group


def get_managed_member(viewer: Viewer, pk: int, member_pk: int) -> tuple[Group, Membership]:
    """(the group, a membership of it), as get_managed."""
    group = get_managed(viewer, pk)
    return group, get_child_or_404(group, group.memberships.with_people(), member_pk)


def get_managed_link(viewer: Viewer, pk: int, link_pk: int) -> tuple[Group, Invitation]:
    """(the group, one of its links), as get_managed."""
    group = get_managed(viewer, pk)
    return group, get_child_or_404(group, group.invitations, link_pk)


def get_managed_mailing(viewer: Viewer, pk: int, mailing_pk: int) -> tuple[Group, Mailing]:
    """(the group, one of its mailings), as get_managed."""
    group = get_managed(viewer, pk)
    return group, get_child_or_404(group, group.mailings, mailing_pk)


def get_child_or_404(group: Group, rows: QuerySet, pk: int):
    """The row with this key among the group's rows, with `group` set to this instance."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.group = group
    return found
