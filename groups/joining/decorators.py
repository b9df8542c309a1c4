"""What all pages of an entrance share: who is let pass, and what the others read."""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from groups import access
from groups.joining import flow
from groups.joining.routes import Entrance
from groups.models import State

# Steps of people who have read what the group is for; on a phone the answer stands first for them.
HAS_READ = {"code", "link", "waiting", "declined"}

show_and_send = require_http_methods(["GET", "HEAD", "POST"])


def with_entrance(view):
    """Leads members into the group, says why a shut door is shut, and passes on an entrance that is not.

    The address names it by a link's `key`, or by the `slug` of a group in the directory; Http404 for a hidden one.
    """

    @wraps(view)
    @never_cache
    def door(request, key=None, slug=None, asks=False, **kwargs):
        entrance = find(request, key, slug, asks)
        if entrance and access.is_member(request.user, entrance.group):
            return redirect(entrance.landing_url)
        if entrance is None or (entrance.is_shut and not waits(request, entrance)):
            return shut(request, entrance)
        return not_indexed(view(request, entrance, **kwargs))

    return door


def find(request, key, slug, asks):
    if key is None:
        return Entrance(access.get_group(request.user, slug), asks=asks)
    if invitation := access.find_invitation(key):
        return Entrance(invitation.group, invitation, asks)
    if recipient := access.find_recipient(key):
        return Entrance(recipient.group, recipient.invitation, asks, recipient, key)
    return None


def waits(request, entrance):
    """Whoever has asked may look after it and withdraw, also where nobody else can ask any more."""
    group = entrance.group
    if not (entrance.asks and group.is_open and request.user.is_authenticated):
        return False
    return group.requests.waiting().filter(user=request.user).exists()


def shut(request, entrance):
    """Why one cannot come in here. A group of the directory has other ways in."""
    if entrance and entrance.invitation is None and entrance.group.is_open:
        return lead_in(request, entrance.group)
    return closed(request, entrance)


def lead_in(request, group):
    """Leads to where one comes into the group at the moment, or says that there is no such place."""
    if access.is_member(request.user, group):
        return redirect(group)
    if not group.is_open:
        return closed(request, Entrance(group))
    if invitation := group.public_invitation:
        return redirect(invitation)
    if group.is_open_to_all:
        return redirect(Entrance(group))
    return not_indexed(render(request, "groups/way_in.html", {"group": group}))


def not_indexed(response):
    response["X-Robots-Tag"] = "noindex"
    return response


def closed(request, entrance):
    flow.log_closed(entrance)
    context, status = {}, 404
    if entrance:
        group, status = entrance.group, 410
        ask_url = entrance.asking.address() if group.state == State.OPEN else ""
        context = {"entrance": entrance, "group": group, "state": entrance.state, "ask_url": ask_url}
    return not_indexed(render(request, "groups/invitation_closed.html", context, status=status))


def page(request, entrance, step, **context):
    """The entrance with what its step asks for or says: details, code, link, accept, reason, waiting or declined."""
    group, invitation = entrance.group, entrance.invitation
    invites = entrance.invites and step != "declined"
    inviter = invitation.created_by if invites else None
    leads = group.leads
    context |= {
        "entrance": entrance,
        "invitation": invitation,
        "inviter": inviter,
        "group": group,
        "step": step,
        "invites": invites,
        "has_read": step in HAS_READ,
        "leads": [lead for lead in leads if lead != inviter],
        "inviter_note": "Gruppenleitung, lädt Sie ein" if inviter in leads else "lädt Sie ein",
    }
    return render(request, "groups/invitation.html", context)
