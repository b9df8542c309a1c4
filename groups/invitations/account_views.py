"""The way to an invitation by mail from one's own account, such as from its notification."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.models import EmailInvitation


@require_safe
@login_required
@never_cache
def open_invitation(request, pk):
    """Leads to the invitation that was mailed to the account's address. The key in its address is stored nowhere."""
    email_invitation = (
        EmailInvitation.objects.invited()
        .exclude(sent_at=None)
        .filter(pk=pk, email=request.user.email)
        .first()
    )
    if email_invitation is None:
        raise Http404
    return redirect("groups:invitation", email_invitation.key)
