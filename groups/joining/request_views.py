"""The pages on which leads decide on requests to join."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.viewer import Viewer
from groups import access, limits
from groups.joining import requests
from groups.joining.forms import DeclineForm
from groups.models import AlreadyDecided, GroupClosed, Right
from web.keep_input import keep_input


@login_required
@never_cache
def index(request, slug):
    membership = access.get_membership(Viewer.of(request), slug, Right.DECIDE)
    asked = membership.group.requests.with_people()
    context = {
        "group": membership.group,
        "membership": membership,
        "waiting": asked.waiting(),
        "decided": asked.decided()[: limits.DECIDED_REQUESTS_SHOWN],
    }
    return render(request, "groups/requests.html", context)


@login_required
@never_cache
def decide_request(request, slug, pk):
    """One request, where the mail about it leads. GET decides nothing."""
    membership, asked = access.get_request(Viewer.of(request), slug, pk)
    return render_request(request, membership, asked, DeclineForm())


def render_request(request, membership, asked, form):
    context = {"group": membership.group, "membership": membership, "asked": asked, "form": form}
    return render(request, "groups/request.html", context)


@require_POST
@login_required
def approve_request(request, slug, pk):
    _, asked = access.get_request(Viewer.of(request), slug, pk)
    try:
        requests.approve_request(asked, request.user)
    except AlreadyDecided as decided:
        messages.info(request, decided_message(decided.request))
    except GroupClosed:
        messages.error(request, "Die Gruppe ist abgeschlossen und nimmt niemanden mehr auf.")
    else:
        messages.success(request, f"{asked.user.name} ist jetzt Mitglied und bekommt eine E-Mail.")
    return redirect("groups:requests", slug)


@require_POST
@keep_input("words")
def decline_request(request, slug, pk):
    membership, asked = access.get_request(Viewer.of(request), slug, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return render_request(request, membership, asked, form)
    try:
        requests.decline_request(asked, request.user, form.cleaned_data["words"])
    except AlreadyDecided as decided:
        messages.info(request, decided_message(decided.request))
    else:
        messages.success(
            request, f"Die Anfrage von {asked.user.name} ist abgelehnt. Die Person bekommt eine E-Mail."
        )
    return redirect("groups:requests", slug)


def decided_message(asked):
    """Says how somebody else has decided the request meanwhile."""
    by = f" von {asked.decided_by.name}" if asked.decided_by else ""
    return f"Die Anfrage von {asked.user.name} ist schon entschieden: {asked.get_outcome_display()}{by}."
