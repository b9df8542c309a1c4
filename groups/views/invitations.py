"""The invitation links of a group, for its leads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups import access
from groups.forms import InvitationForm


@login_required
@never_cache
def index(request, slug):
    membership = access.get_lead(request.user, slug)
    group = membership.group
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        form.save(group, request.user)
        messages.success(request, "Der Einladungslink ist fertig. Kopieren Sie ihn und geben Sie ihn weiter.")
        return redirect("groups:invitations", group.slug)
    links = group.invitations.select_related("created_by")
    context = {"group": group, "membership": membership, "form": form, "links": links}
    return render(request, "groups/invitations.html", context)


@require_POST
@login_required
def revoke(request, slug, pk):
    membership = access.get_lead(request.user, slug)
    invitation = get_object_or_404(membership.group.invitations, pk=pk)
    invitation.revoke()
    messages.success(request, f"Der Link „{invitation.label}“ ist widerrufen und lässt niemanden mehr ein.")
    return redirect("groups:invitations", membership.group.slug)
