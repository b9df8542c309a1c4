"""A route by which a person joins a group, and its addresses: by invitation, from the directory, or by asking.

Whoever is not admitted at once asks, by the same steps: see docs/decisions/0009.
"""

from dataclasses import dataclass, replace

from django.urls import reverse

from groups.models import (
    Approval,
    EmailInvitation,
    Group,
    Invitation,
    JoinPolicy,
    Mailing,
    PendingSignup,
    State,
)


@dataclass(frozen=True)
class JoinRoute:
    """Into `group`: by `invitation` or `mailing`, or from the directory if both are None.

    `asks`: by a request instead of at once; `email_invitation` and `key`: for a person who opened a mailed link.
    """

    group: Group
    invitation: Invitation | None = None
    mailing: Mailing | None = None
    asks: bool = False
    email_invitation: EmailInvitation | None = None
    key: str = ""

    @classmethod
    def of_signup(cls, signup):
        """The route on which the person of a PendingSignup is."""
        return cls(signup.group, signup.invitation, signup.mailing, signup.asks)

    @property
    def source(self):
        """The link or the mailing by which the person comes; None in the directory."""
        return self.invitation or self.mailing

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
        if self.source is None:
            name, key = ("request" if self.asks else "join"), self.group.slug
        else:
            name, key = ("ask" if self.asks else "invitation"), self.key or self.source.key
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
        return (self.source or self.group).after_joining_url

    @property
    def button_label(self):
        return "Zugang anfragen" if self.asks else "Beitreten"

    @property
    def state(self):
        """The state of the link, the mailing, or this person's invitation; in the directory that of the group."""
        state = (self.source or self.group).state
        return self.email_invitation.state if self.email_invitation and state == State.OPEN else state

    @property
    def ended_at(self):
        return (self.email_invitation or self.invitation).expires_at

    @property
    def invites(self):
        """Whether the page shows who invites, with their words; also to people who have to ask at an open link."""
        is_of_another = self.asks and bool(self.mailing)
        return bool(self.source) and self.state == State.OPEN and not is_of_another

    @property
    def is_closed(self):
        """Whether nobody can join or ask here, whoever they are."""
        if self.group.state != State.OPEN:
            return True
        if self.source:
            return not self.asks and self.state != State.OPEN
        in_directory = (
            self.group.join_policy != JoinPolicy.INVITATION if self.asks else self.group.is_open_to_all
        )
        return not (self.group.is_listed and in_directory)

    def join(self, user):
        """Makes the user a member. Raises InvitationClosed, GroupClosed or ApprovalNeeded."""
        return self.source.accept(user) if self.source else self.group.join(user)

    def approval_for(self, user):
        """Why a lead has to approve this person (an Approval), or None."""
        if self.source and self.state != State.OPEN:
            return Approval.CLOSED
        return (self.source or self.group).approval_for(user)

    @property
    def approval_for_strangers(self):
        """Why most people need approval here, before it is known who asks (an Approval), or None."""
        if not self.asks:
            return None
        if self.source is None:
            return Approval.GROUP
        if self.state != State.OPEN:
            return Approval.CLOSED
        if self.mailing:
            return Approval.PERSONAL
        return Approval.LINK if self.invitation.needs_approval else Approval.DOMAIN

    @property
    def admits_everybody(self):
        """Whether nobody needs approval, as far as can be known before it is known who asks."""
        if self.source is None:
            return self.group.is_open_to_all
        return self.state == State.OPEN and not (self.all_ask or self.invitation.admission.is_limited)

    @property
    def all_ask(self):
        """Whether nobody joins by typing an address. With a mailing that would tell who else was invited."""
        return bool(self.mailing) or bool(self.invitation and self.invitation.needs_approval)

    @property
    def signups(self):
        """The unconfirmed signups of all people on this route."""
        return PendingSignup.objects.filter(
            group=self.group, invitation=self.invitation, mailing=self.mailing, asks=self.asks
        )

    @property
    def session_key(self):
        """The key under which a browser's session keeps its signup on this route."""
        source = (
            f"mailing{self.mailing.pk}" if self.mailing else self.invitation.pk if self.invitation else ""
        )
        return f"{self.group.pk}.{source}.{int(self.asks)}"
