"""Who asks for access: the value that every access check takes, from a view, a socket or a job."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User
from accounts.second_factor.demand import SAFE_METHODS, last_factor_at
from web.declarations import get_declared


@dataclass(frozen=True)
class Viewer:
    """A user, and what the session has proved. A job, or a socket, asks as `Viewer(user)`, with nothing proved.

    `factor_used_at`: when a second factor was last used in the session (seconds since 1970), or None.
    `is_acting`: whether the viewer changes something, for which the factor must have been used lately.
    `needs_consent`: False where a view is declared @without_consent.
    """

    user: User | AnonymousUser
    factor_used_at: float | None = None
    is_acting: bool = True
    needs_consent: bool = True

    @classmethod
    def of(cls, request: HttpRequest) -> "Viewer":
        """Read anew at each call, since a factor may be used in the middle of a request."""
        return cls(
            request.user,
            factor_used_at=last_factor_at(request, request.user, "mfa"),
            is_acting=request.method not in SAFE_METHODS,
            needs_consent=not get_declared(request, "is_without_consent"),
        )
