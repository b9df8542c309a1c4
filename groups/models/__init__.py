from groups.models.group import Group, JoinPolicy, Visibility
from groups.models.invitation import Invitation, InvitationClosed
from groups.models.join_request import AlreadyDecided, AskedBefore, JoinRequest, Outcome
from groups.models.legacy_link import LegacyLink
from groups.models.lifecycle import GroupClosed, State
from groups.models.membership import LastLead, Membership, StillLeads
from groups.models.pending_join import PendingJoin, Refusal
from groups.models.policy import Approval, ApprovalNeeded
from groups.models.recipient import InvitationUsed, Problem, Recipient, TooSoon
from groups.models.removal import Removal
from groups.models.tending import InvitationEnded
from groups.rights import Right, Role

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
    "InvitationUsed",
    "JoinPolicy",
    "JoinRequest",
    "LastLead",
    "LegacyLink",
    "Membership",
    "Outcome",
    "PendingJoin",
    "Problem",
    "Recipient",
    "Refusal",
    "Removal",
    "Right",
    "Role",
    "State",
    "StillLeads",
    "TooSoon",
    "Visibility",
]
