"""A way into a group and its addresses: by a link or a mailed invitation, at the directory, or by asking at either."""

from dataclasses import dataclass, replace

from django.urls import reverse

from groups.models import Approval, Group, Invitation, JoinPolicy, PendingJoin, Recipient, State


@dataclass(frozen=True)
class Entrance:
    group: Group
    invitation: Invitation | None = None
    asks: bool = False
    recipient: Recipient | None = None
    key: str = ""

    @classmethod
    def of(cls, pending):
        """The entrance at which somebody wished to come in."""
        return cls(pending.group, pending.invitation, pending.asks)

    @property
    def asking(self):
        """The one beside it at which people ask to be let in."""
        return replace(self, asks=True)

    @property
    def way_on(self):
        """Where somebody is led who has confirmed their address here: to asking, if a link has closed meanwhile."""
        return self.asking if self.is_shut and self.group.state == State.OPEN else self

    @property
    def joining(self):
        """The one beside it at which people just join."""
        return replace(self, asks=False)

    def address(self, step="", *args):
        """Of a step: join, code, new-code, other-address or by-link; without one, where it begins."""
        if self.invitation is None:
            door, key = ("request" if self.asks else "way-in"), self.group.slug
        else:
            door, key = ("ask" if self.asks else "invitation"), self.key or self.invitation.key
        return reverse(f"groups:{door}-{step}" if step else f"groups:{door}", args=[key, *args])

    def get_absolute_url(self):
        return self.address()

    @property
    def join_url(self):
        return self.address("join")

    @property
    def code_url(self):
        return self.address("code")

    @property
    def new_code_url(self):
        return self.address("new-code")

    @property
    def other_address_url(self):
        return self.address("other-address")

    @property
    def withdraw_url(self):
        return self.address("withdraw")

    @property
    def verb(self):
        """What one does here, as buttons say it."""
        return "Zugang anfragen" if self.asks else "Beitreten"

    def link_of(self, pending):
        """The address of the mailed link."""
        return self.address("by-link", pending.token)

    @property
    def landing_url(self):
        return (self.invitation or self.group).landing_url

    @property
    def state(self):
        """As of the invitation, and for a mailed one of this person's; the directory's door is as open as the group."""
        if self.invitation is None:
            return self.group.state
        if self.recipient and self.invitation.state == State.OPEN:
            return self.recipient.state
        return self.invitation.state

    @property
    def ended_at(self):
        return (self.recipient or self.invitation).expires_at

    @property
    def invites(self):
        """Whether somebody's words of welcome still hold, also for those who have to ask."""
        speaks_to_another = self.asks and bool(self.invitation) and self.invitation.is_personal
        return bool(self.invitation) and self.state == State.OPEN and not speaks_to_another

    @property
    def is_shut(self):
        """Whether nobody comes in here, whoever they are."""
        if self.group.state != State.OPEN:
            return True
        if self.invitation:
            return not self.asks and self.state != State.OPEN
        at_directory = (
            self.group.join_policy != JoinPolicy.INVITATION if self.asks else self.group.is_open_to_all
        )
        return not (self.group.is_listed and at_directory)

    def accept(self, user):
        """Makes the user a member. Raises InvitationClosed, GroupClosed or ApprovalNeeded."""
        if self.invitation:
            return self.invitation.accept(user)
        return self.group.join(user)

    def approval_for(self, user):
        """Why this person has to ask (an Approval), or None."""
        if self.invitation is None:
            return self.group.approval_for(user)
        if self.state != State.OPEN:
            return Approval.CLOSED
        return self.invitation.approval_for(user)

    @property
    def why_all_ask(self):
        """As far as one can tell before knowing who it is: an Approval, or None where most just join."""
        if not self.asks:
            return None
        if self.invitation is None:
            return Approval.GROUP
        if self.state != State.OPEN:
            return Approval.CLOSED
        if self.invitation.is_personal:
            return Approval.PERSONAL
        return Approval.LINK if self.invitation.needs_approval else Approval.DOMAIN

    @property
    def is_for_all(self):
        """Whether nobody has to ask, as far as one can tell before knowing who it is."""
        link = self.invitation
        if link is None:
            return self.group.is_open_to_all
        return self.state == State.OPEN and not link.all_ask and not link.limits_domains

    @property
    def wishes(self):
        return PendingJoin.objects.filter(group=self.group, invitation=self.invitation, asks=self.asks)

    @property
    def slot(self):
        """Where a browser's session keeps the wish at this entrance."""
        return f"{self.group.pk}.{self.invitation.pk if self.invitation else ''}.{int(self.asks)}"
