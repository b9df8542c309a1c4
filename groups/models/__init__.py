from groups.models.admission import Approval, ApprovalNeeded
from groups.models.email_invitation import EmailInvitation, InvitationUsed, RejectReason, TooSoon
from groups.models.group import Group, JoinPolicy, Visibility
from groups.models.invitation import Invitation, InvitationClosed, LegacyLink
from groups.models.join_request import AlreadyDecided, AskedBefore, JoinRequest, Outcome
from groups.models.lifecycle import GroupClosed, State
from groups.models.link_actions import InvitationEnded
from groups.models.mailing import Mailing
from groups.models.membership import LastLead, Membership, StillLeads
from groups.models.pending_signup import PendingSignup, Refusal
from groups.models.removal import Removal
from groups.rights import Right, Role

__all__ = [
    "AlreadyDecided",
    "Approval",
    "ApprovalNeeded",
    "AskedBefore",
    "EmailInvitation",
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
    "Mailing",
    "Membership",
    "Outcome",
    "PendingSignup",
    "Refusal",
    "RejectReason",
    "Removal",
    "Right",
    "Role",
    "State",
    "StillLeads",
    "TooSoon",
    "Visibility",
]
