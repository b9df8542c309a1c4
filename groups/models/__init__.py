"""The models of groups, and the order in which their rows are locked.

Links come first, by their keys; then mailings, join requests, memberships and invitations by mail. Whoever changes links,
roles or the group itself locks the group before them, by FOR NO KEY UPDATE (`group.lock`): a row that refers to the
group can still be inserted, so joining by a link does not wait.
"""

from groups.models.admission import Approval, ApprovalNeeded
from groups.models.email_invitation import EmailInvitation, InvitationUsed, RejectReason, TooSoon
from groups.models.group import Group, JoinPolicy, Visibility
from groups.models.invitation import Invitation, InvitationClosed, LegacyLink
from groups.models.join_request import AlreadyDecided, AskedBefore, JoinRequest, Outcome
from groups.models.mailing import DraftLine, Mailing, MailingDraft
from groups.models.membership import LastLead, Membership, StillLeads
from groups.models.pending_signup import PendingSignup, Refusal
from groups.models.removal import Removal
from groups.models.state import GroupClosed, State
from groups.rights import Right, Role

__all__ = [
    "AlreadyDecided",
    "Approval",
    "ApprovalNeeded",
    "AskedBefore",
    "DraftLine",
    "EmailInvitation",
    "Group",
    "GroupClosed",
    "Invitation",
    "InvitationClosed",
    "InvitationUsed",
    "JoinPolicy",
    "JoinRequest",
    "LastLead",
    "LegacyLink",
    "Mailing",
    "MailingDraft",
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
