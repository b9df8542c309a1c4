"""The access check of all pages of the join flow, and the pages for those whom it stops."""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.viewer import Viewer
from groups import access
from groups.joining import flow
from groups.joining.routes import JoinRoute
from groups.models import State

# Steps at which people have read what the group is for; on a phone the form comes first there.
HAS_READ = {"code", "link", "waiting", "declined"}

require_page_method = require_http_methods(["GET", "HEAD", "POST"])


def with_join_route(view):
    """Calls the view with the JoinRoute if it is open; redirects members, and renders why a closed one is closed.

    The URL names the route by a `key`, or by the `slug` of a group in the directory. Raises Http404 for a hidden group.
    """

    @wraps(view)
    @never_cache
    def checked_view(request, key=None, slug=None, asks=False, **kwargs):
        route = find_route(request, key, slug, asks)
        if route and access.is_member(request.user, route.group):
            return redirect(route.after_joining_url)
        if route is None or (route.is_closed and not has_waiting_request(request, route)):
            return render_alternative(request, route)
        return not_indexed(view(request, route, **kwargs))

    return checked_view


def find_route(request, key, slug, asks):
    if key is None:
        return JoinRoute(access.get_group(Viewer.of(request), slug), asks=asks)
    if invitation := access.find_invitation(key):
        return JoinRoute(invitation.group, invitation, asks=asks)
    if invited := access.find_email_invitation(key):
        return JoinRoute(invited.group, None, invited.mailing, asks, invited, key)
    if mailing := access.find_mailing(key):
        return JoinRoute(mailing.group, None, mailing, asks)
    return None


def has_waiting_request(request, route):
    """Whether the viewer has a waiting request, and so may see and withdraw it at a route that is closed to others."""
    group = route.group
    if not (route.asks and group.is_open and request.user.is_authenticated):
        return False
    return group.requests.waiting().filter(user=request.user).exists()


def render_alternative(request, route):
    """For a closed route: another route of a group in the directory, or why this one is closed."""
    if route and route.source is None and route.group.is_open:
        return redirect_to_join(request, route.group)
    return render_closed(request, route)


def redirect_to_join(request, group):
    """Redirects to the route by which one joins the group at the moment, or renders that there is none."""
    if access.is_member(request.user, group):
        return redirect(group)
    if not group.is_open:
        return render_closed(request, JoinRoute(group))
    if invitation := group.public_invitation:
        return redirect(invitation)
    if group.is_open_to_all:
        return redirect(JoinRoute(group))
    return not_indexed(render(request, "groups/no_public_invitation.html", {"group": group}))


def not_indexed(response):
    response["X-Robots-Tag"] = "noindex"
    return response


def render_closed(request, route):
    flow.log_closed(route)
    context, status = {}, 404
    if route:
        group, status = route.group, 410
        ask_url = route.asking.url() if group.state == State.OPEN else ""
        context = {"route": route, "group": group, "state": route.state, "ask_url": ask_url}
    return not_indexed(render(request, "groups/invitation_closed.html", context, status=status))


STEP_TITLES = {
    "code": "Code bestätigen",
    "waiting": "Ihre Anfrage wartet",
    "declined": "Anfrage abgelehnt",
}


def step_title(route, step, invites):
    """For the page's title; the first steps are called after what one does there."""
    if step in STEP_TITLES:
        return STEP_TITLES[step]
    return "Zugang anfragen" if route.asks else "Einladung" if invites else "Beitreten"


def render_step(request, route, step, **context):
    """The page of the join flow at this step, the name of a template in templates/groups/join_steps/."""
    group, invitation = route.group, route.source
    invites = route.invites and step != "declined"
    inviter = invitation.created_by if invites else None
    leads = group.leads
    context |= {
        "route": route,
        "invitation": invitation,
        "inviter": inviter,
        "group": group,
        "step": step,
        "step_title": step_title(route, step, invites),
        "invites": invites,
        "has_read": step in HAS_READ,
        "leads": [lead for lead in leads if lead != inviter],
        "inviter_note": "Gruppenleitung, lädt Sie ein" if inviter in leads else "lädt Sie ein",
    }
    return render(request, "groups/invitation.html", context)
