from groups.models.group import Group, JoinPolicy, Visibility
from groups.models.invitation import Invitation, InvitationClosed, State
from groups.models.legacy_link import LegacyLink
from groups.models.membership import Membership, Role
from groups.models.pending_join import PendingJoin, Refusal

__all__ = [
    "Group",
    "Invitation",
    "InvitationClosed",
    "JoinPolicy",
    "LegacyLink",
    "Membership",
    "PendingJoin",
    "Refusal",
    "Role",
    "State",
    "Visibility",
]
