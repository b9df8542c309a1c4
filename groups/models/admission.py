"""Whom a link admits without approval, by the mail domain of a confirmed address."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from groups.rights import Role
from vocabulary import addresses
from vocabulary.models import Municipality

# RFC 1035: labels of letters, digits and inner hyphens, at most 63 long; at least two of them.
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})")


class Approval(models.TextChoices):
    """Why a person cannot join at once but needs the approval of a lead."""

    LINK = "link", "Der Link führt zu einer Anfrage"
    DOMAIN = "domain", "Adresse außerhalb der erlaubten E-Mail-Domains"
    REMOVED = "removed", "früher aus der Gruppe entfernt"
    CLOSED = "closed", "Der Link gilt nicht mehr"
    GROUP = "group", "über das Verzeichnis"
    PERSONAL = "personal", "Die Einladung ging an eine andere Adresse"


def role_of_author(invitation):
    """The role that an Invitation or a Mailing gives: a member's as soon as its author does not lead the group any more."""
    leads = invitation.group.memberships.filter(user=invitation.created_by_id, role=Role.LEAD)
    return invitation.role if invitation.role == Role.MEMBER or leads.exists() else Role.MEMBER


class ApprovalNeeded(Exception):
    """A lead has to approve this person; `why` is an Approval."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


def ascii_domain(text):
    """A domain as it is stored, so that look-alike letters of another script make another domain.

    Raises ValidationError.
    """
    try:
        domain = addresses.ascii_domain(text.strip().removeprefix("@").removesuffix("."))
    except ValueError:
        domain = ""
    if not DOMAIN.fullmatch(domain):
        raise ValidationError(
            f"„{text.strip()[:80]}“ ist keine E-Mail-Domain. Beispiel: „stadt.de“.", code="domain"
        )
    return domain


def domain_of(email):
    """The address's domain in its ASCII form; empty if it is not valid."""
    try:
        return ascii_domain(email.rpartition("@")[2])
    except ValidationError:
        return ""


@dataclass(frozen=True)
class AdmissionPolicy:
    """Which addresses join without approval: all, or those of some domains and their subdomains."""

    mail_domains: list[str]
    member_towns_only: bool

    @property
    def is_limited(self):
        return bool(self.mail_domains) or self.member_towns_only

    @property
    def in_words(self):
        """The allowed addresses as a German phrase: „von stadt.de oder einer Mitgliedstadt“; empty without a limit."""
        named = [addresses.readable_domain(domain) for domain in self.mail_domains[:5]]
        if len(self.mail_domains) > len(named):
            named.append(f"{len(self.mail_domains) - len(named)} weiteren Domains")
        if self.member_towns_only:
            named.append("einer Mitgliedstadt")
        return f"von {' oder '.join(filter(None, [', '.join(named[:-1]), named[-1]]))}" if named else ""

    def admits(self, email):
        """Whether this address joins without approval."""
        domain = domain_of(email)
        if not self.is_limited:
            return True
        if any(domain == own or domain.endswith(f".{own}") for own in self.mail_domains):
            return True
        return self.member_towns_only and Municipality.objects.of_address(f"@{domain}") is not None
