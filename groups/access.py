"""The only door to a group, its members and its invitations: every function asks who wants to come in."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from groups.models import Group, Invitation, LegacyLink, Membership, Visibility


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


def get_membership(viewer, slug):
    """The viewer's membership, with its group and `group_size`.

    Raises Http404, as MembersOnly for a group in the directory.
    """
    of_group = Membership.objects.select_related("group").filter(group__slug=slug)
    found = of_group.with_group_size().filter(user=viewer.pk).first()
    if found:
        found.user = viewer
        return found
    raise outside(Group.objects.filter(slug=slug).first())


def outside(group):
    """What to raise for somebody who is not, or no longer, a member."""
    return MembersOnly(group) if group and group.visibility == Visibility.VISIBLE else Http404()


def is_member(viewer, group):
    return viewer.is_authenticated and group.memberships.filter(user=viewer).exists()


def get_lead(viewer, slug):
    """The viewer's membership as a lead. Raises Http404 for outsiders, PermissionDenied for other members."""
    membership = get_membership(viewer, slug)
    if not membership.leads:
        raise PermissionDenied("Einladungslinks verwaltet die Gruppenleitung.")
    return membership


def find_invitation(key):
    """The invitation with this key, whatever its state, or None: whoever has a key may know to what it belongs."""
    if not key.isprintable():
        return None
    return Invitation.objects.select_related("group", "created_by").filter(key=key).first()


def find_legacy_link(token, space_id):
    """The predecessor's link with this token into this space, or None."""
    if not (token.isprintable() and space_id.isdecimal() and len(space_id) < 10):
        return None
    found = LegacyLink.objects.select_related("group").filter(token=token, space_id=int(space_id))
    return found.first()
