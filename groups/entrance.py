"""A way into a group and its addresses: by a link, by asking where a link does not admit, by asking at the directory."""

from dataclasses import dataclass, replace

from django.urls import reverse

from groups.models import Approval, Group, Invitation, PendingJoin, State


@dataclass(frozen=True)
class Entrance:
    group: Group
    invitation: Invitation | None = None
    asks: bool = False

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
    def address_of_link(self):
        return self.invitation.get_absolute_url()

    def address(self, step="", *args):
        """Of a step: code, new-code, other-address or by-link; without one, where it begins."""
        if self.invitation is None:
            door, key = "request", self.group.slug
        else:
            door, key = ("ask" if self.asks else "invitation"), self.invitation.key
        return reverse(f"groups:{door}-{step}" if step else f"groups:{door}", args=[key, *args])

    def get_absolute_url(self):
        return self.address()

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
        """As of the invitation; the directory's door is open as long as the group is."""
        return self.invitation.state if self.invitation else self.group.state

    @property
    def invites(self):
        """Whether somebody's words of welcome still hold, also for those who have to ask."""
        return bool(self.invitation) and self.invitation.state == State.OPEN

    @property
    def is_shut(self):
        """Whether nobody comes in here, whoever they are."""
        return (self.group if self.asks else self).state != State.OPEN

    def approval_for(self, user):
        """Why this person has to ask (an Approval), or None."""
        if self.invitation is None:
            return Approval.GROUP
        if self.invitation.state != State.OPEN:
            return Approval.CLOSED
        return self.invitation.approval_for(user)

    @property
    def why_all_ask(self):
        """As far as one can tell before knowing who it is: an Approval, or None where most just join."""
        if not self.asks:
            return None
        if self.invitation is None:
            return Approval.GROUP
        if self.invitation.state != State.OPEN:
            return Approval.CLOSED
        return Approval.LINK if self.invitation.needs_approval else Approval.DOMAIN

    @property
    def is_for_all(self):
        """Whether nobody has to ask, as far as one can tell before knowing who it is."""
        link = self.invitation
        return bool(link) and link.state == State.OPEN and not link.needs_approval and not link.limits_domains

    @property
    def wishes(self):
        return PendingJoin.objects.filter(group=self.group, invitation=self.invitation, asks=self.asks)

    @property
    def slot(self):
        """Where a browser's session keeps the wish at this entrance."""
        return f"{self.group.pk}.{self.invitation.pk if self.invitation else ''}.{int(self.asks)}"
