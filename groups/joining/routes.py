"""A route by which a person joins a group, and its addresses: by invitation, from the directory, or by asking."""

from dataclasses import dataclass, replace

from django.urls import reverse

from groups.models import Approval, EmailInvitation, Group, Invitation, JoinPolicy, PendingSignup, State


@dataclass(frozen=True)
class JoinRoute:
    """Into `group`: by `invitation`, or from the directory if it is None.

    `asks`: by a request instead of at once; `email_invitation` and `key`: for a person who opened a mailed link.
    """

    group: Group
    invitation: Invitation | None = None
    asks: bool = False
    email_invitation: EmailInvitation | None = None
    key: str = ""

    @classmethod
    def of_signup(cls, signup):
        """The route on which the person of a PendingSignup is."""
        return cls(signup.group, signup.invitation, signup.asks)

    @property
    def asking(self):
        """The same route by a request."""
        return replace(self, asks=True)

    @property
    def joining(self):
        """The same route without a request."""
        return replace(self, asks=False)

    @property
    def next_route(self):
        """Where a person continues after confirming the address: asking if the link has closed meanwhile."""
        return self.asking if self.is_closed and self.group.state == State.OPEN else self

    def url(self, step="", *args):
        """Of a step: join, code, new-code, other-address or by-link; without one, of the first page."""
        if self.invitation is None:
            name, key = ("request" if self.asks else "join"), self.group.slug
        else:
            name, key = ("ask" if self.asks else "invitation"), self.key or self.invitation.key
        return reverse(f"groups:{name}-{step}" if step else f"groups:{name}", args=[key, *args])

    def get_absolute_url(self):
        return self.url()

    @property
    def join_url(self):
        return self.url("join")

    @property
    def code_url(self):
        return self.url("code")

    @property
    def new_code_url(self):
        return self.url("new-code")

    @property
    def other_address_url(self):
        return self.url("other-address")

    @property
    def withdraw_url(self):
        return self.url("withdraw")

    def confirm_url(self, signup):
        """The mailed link that confirms the address."""
        return self.url("by-link", signup.token)

    @property
    def after_joining_url(self):
        return (self.invitation or self.group).after_joining_url

    @property
    def button_label(self):
        return "Zugang anfragen" if self.asks else "Beitreten"

    @property
    def state(self):
        """The state of the invitation, or of this person's if it was mailed; in the directory that of the group."""
        if self.invitation is None:
            return self.group.state
        if self.email_invitation and self.invitation.state == State.OPEN:
            return self.email_invitation.state
        return self.invitation.state

    @property
    def ended_at(self):
        return (self.email_invitation or self.invitation).expires_at

    @property
    def invites(self):
        """Whether the page shows who invites, with their words; also to people who have to ask at an open link."""
        is_of_another = self.asks and bool(self.invitation) and self.invitation.is_personal
        return bool(self.invitation) and self.state == State.OPEN and not is_of_another

    @property
    def is_closed(self):
        """Whether nobody can join or ask here, whoever they are."""
        if self.group.state != State.OPEN:
            return True
        if self.invitation:
            return not self.asks and self.state != State.OPEN
        in_directory = (
            self.group.join_policy != JoinPolicy.INVITATION if self.asks else self.group.is_open_to_all
        )
        return not (self.group.is_listed and in_directory)

    def join(self, user):
        """Makes the user a member. Raises InvitationClosed, GroupClosed or ApprovalNeeded."""
        if self.invitation:
            return self.invitation.accept(user)
        return self.group.join(user)

    def approval_for(self, user):
        """Why a lead has to approve this person (an Approval), or None."""
        if self.invitation is None:
            return self.group.approval_for(user)
        if self.state != State.OPEN:
            return Approval.CLOSED
        return self.invitation.approval_for(user)

    @property
    def approval_for_strangers(self):
        """Why most people need approval here, before it is known who asks (an Approval), or None."""
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
    def admits_everybody(self):
        """Whether nobody needs approval, as far as can be known before it is known who asks."""
        link = self.invitation
        if link is None:
            return self.group.is_open_to_all
        return self.state == State.OPEN and not link.all_ask and not link.limits_domains

    @property
    def signups(self):
        """The unconfirmed signups of all people on this route."""
        return PendingSignup.objects.filter(group=self.group, invitation=self.invitation, asks=self.asks)

    @property
    def session_key(self):
        """The key under which a browser's session keeps its signup on this route."""
        return f"{self.group.pk}.{self.invitation.pk if self.invitation else ''}.{int(self.asks)}"
