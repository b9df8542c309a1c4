"""The only door to a group, its members and its invitations: every function asks who wants to come in."""

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, CharField, OuterRef
from django.http import Http404

from accounts.consent.middleware import demand_consent
from accounts.models.consent import has_agreed
from accounts.second_factor.demand import demand_second_factor
from groups.models import (
    Group,
    Invitation,
    JoinRequest,
    LegacyLink,
    Membership,
    Recipient,
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
    """A group that the viewer may know of but not enter; its 404 page shows the way in."""

    def __init__(self, group):
        super().__init__("members only")
        self.group = group


def get_group(viewer, slug):
    """A group of which the viewer may know. Raises Http404."""
    group = Group.objects.visible_to(viewer).filter(slug=slug).first()
    if group is None:
        raise Http404
    return group


def get_membership(viewer, slug, right=Right.READ):
    """The viewer's membership, with its group, `group_size` and how many `requests_wait`.

    Raises Http404, as MembersOnly for a group in the directory, PermissionDenied for members without the right,
    ConsentNeeded for those who have not agreed to the current text, unless they leave, and SecondFactorNeeded.
    """
    membership = find_membership(viewer, slug)
    if membership and right is not Right.LEAVE:
        demand_consent(membership.has_agreed)
    if membership and membership.may(right):
        return privileged(viewer, membership, right)
    if right.least == Role.LEAD and (standing_in := stand_in(viewer, slug)) and standing_in.may(right):
        return privileged(viewer, standing_in, right)
    if membership is None:
        raise outside(Group.objects.standing().filter(slug=slug).first())
    raise PermissionDenied(CLOSED if right.belongs_to(membership.role) else right.refusal)


def privileged(viewer, membership, right):
    """The membership, for a right that the viewer has; what not every member may do needs a second factor."""
    if right.is_privileged:
        demand_second_factor(viewer)
    return membership


def of_user_in_group():
    found = Membership.objects.select_related("group").filter(user=Parameter("user", BigIntegerField()))
    return (
        found.filter(group__slug=Parameter("slug", CharField()), group__deleted_at=None)
        .with_group_size()
        .annotate(
            requests_wait=number_in_group(JoinRequest.objects.waiting()),
            has_agreed=has_agreed(OuterRef("user")),
        )
    )


# Each page of a group asks it.
membership_of = PreparedQuery(of_user_in_group)


def find_membership(viewer, slug):
    found = membership_of.first(user=viewer.pk, slug=slug)
    if found:
        found.user = viewer
    return found


def outside(group):
    """What to raise for somebody who is not, or no longer, a member."""
    return MembersOnly(group) if group and group.visibility == Visibility.VISIBLE else Http404()


def is_member(viewer, group):
    if group.deleted_at or viewer.is_anonymous:
        return False
    return group.memberships.filter(user=viewer).exists()


def stand_in(viewer, slug):
    """What an admin of the site has in a group that nobody leads, so that somebody can answer and invite; or None."""
    if not getattr(viewer, "is_superuser", False):
        return None
    group = Group.objects.standing().unled().filter(slug=slug).first()
    if group is None:
        return None
    membership = Membership(group=group, user=viewer, role=Role.LEAD)
    membership.group_size = group.memberships.count()
    membership.requests_wait = group.requests.waiting().count()
    return membership


# Each page of an invitation asks it, as does what its scripts tell.
invitation_with = PreparedQuery(
    lambda: Invitation.objects.select_related("group", "created_by").filter(key=Parameter("key", CharField()))
)


def find_invitation(key):
    """The invitation with this key, whatever its state, or None: whoever has a key may know to what it belongs."""
    if not key.isprintable():
        return None
    return invitation_with.first(key=key)


def find_recipient(key):
    """The person to whom this key was mailed, or None."""
    return Recipient.objects.with_key(key)


def find_legacy_link(token, space_id):
    """The predecessor's link with this token into this space, or None."""
    if not (token.isprintable() and space_id.isdecimal() and len(space_id) < 10):
        return None
    found = LegacyLink.objects.select_related("group").filter(token=token, space_id=int(space_id))
    return found.first()


def get_link(viewer, slug, pk, right=Right.END_INVITATIONS):
    """(the viewer's membership as a lead, a link of the group). Raises Http404, PermissionDenied."""
    membership = get_membership(viewer, slug, right)
    links = membership.group.invitations.links().select_related("created_by").with_joined()
    return membership, one_of(membership.group, links, pk)


def get_mailing(viewer, slug, pk, right=Right.END_INVITATIONS):
    """(the viewer's membership as a lead, an invitation that went to many by mail). Raises Http404, PermissionDenied."""
    membership = get_membership(viewer, slug, right)
    mailings = membership.group.invitations.mailed().select_related("created_by")
    return membership, one_of(membership.group, mailings, pk)


def get_recipient(viewer, slug, pk, line, right=Right.END_INVITATIONS):
    """One line of an invitation by mail. Raises Http404, PermissionDenied."""
    membership, invitation = get_mailing(viewer, slug, pk, right)
    return one_of(membership.group, invitation.recipients.invited().select_related("invitation"), line)


def get_request(viewer, slug, pk):
    """(the viewer's membership as a lead, a request for the group). Raises Http404, PermissionDenied."""
    membership = get_membership(viewer, slug, Right.DECIDE)
    return membership, one_of(membership.group, membership.group.requests.with_people(), pk)


def get_other(viewer, slug, pk, right):
    """(the viewer's membership as a lead, the membership of somebody in the group). Raises Http404, PermissionDenied."""
    membership = get_membership(viewer, slug, right)
    return membership, one_of(membership.group, membership.group.memberships.with_people(), pk)


def get_own_groups(viewer):
    """The groups in which the viewer meets people. Raises ConsentNeeded for a member who has not agreed."""
    mine = list(Group.objects.of(viewer).annotate(has_agreed=has_agreed(viewer.pk)))
    demand_consent(all(group.has_agreed for group in mine))
    return mine


def get_managed(viewer, pk):
    """A group for whoever manages all of them in /redaktion/, member or not. Raises PermissionDenied, Http404.

    What is done to it needs a second factor like everything else there (accounts.admin_access).
    """
    if not viewer.has_perm(MANAGES):
        raise PermissionDenied
    group = Group.objects.standing().filter(pk=pk).first()
    if group is None:
        raise Http404
    return group


def get_managed_member(viewer, pk, member_pk):
    """(the group, the membership of somebody in it), as get_managed."""
    group = get_managed(viewer, pk)
    return group, one_of(group, group.memberships.with_people(), member_pk)


def get_managed_link(viewer, pk, link_pk):
    """(the group, one of its links), as get_managed."""
    group = get_managed(viewer, pk)
    return group, one_of(group, group.invitations, link_pk)


def one_of(group, rows, pk):
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.group = group
    return found
