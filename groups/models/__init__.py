from groups.models.group import Group, JoinPolicy, State, Visibility
from groups.models.invitation import ApprovalNeeded, Invitation, InvitationClosed
from groups.models.join_request import AlreadyDecided, AskedBefore, GroupClosed, JoinRequest, Outcome
from groups.models.legacy_link import LegacyLink
from groups.models.membership import Membership, Removal, Role
from groups.models.pending_join import PendingJoin, Refusal
from groups.models.policy import Approval
from groups.models.tending import InvitationEnded

__all__ = [
    "AlreadyDecided",
    "Approval",
    "ApprovalNeeded",
    "AskedBefore",
    "Group",
    "GroupClosed",
    "Invitation",
    "InvitationClosed",
    "InvitationEnded",
    "JoinPolicy",
    "JoinRequest",
    "LegacyLink",
    "Membership",
    "Outcome",
    "PendingJoin",
    "Refusal",
    "Removal",
    "Role",
    "State",
    "Visibility",
]
