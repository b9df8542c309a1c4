"""The pages of an invitation link. Opening one never joins and uses nothing up: mail scanners open links."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from groups import access, joining
from groups.forms import CodeElsewhereForm, CodeForm, JoinForm
from groups.models import PendingJoin, Refusal, State

TOO_MANY = "Das waren viele Versuche. Bitte warten Sie einige Minuten."
NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."

show_and_send = require_http_methods(["GET", "HEAD", "POST"])


def with_invitation(view):
    """Leads members into the group, says why a dead link is dead, and passes on an invitation that is open."""

    @wraps(view)
    @never_cache
    def door(request, key, **kwargs):
        invitation = access.find_invitation(key)
        if invitation and access.is_member(request.user, invitation.group):
            return redirect(invitation.group)
        if invitation is None or invitation.state != State.OPEN:
            return closed(request, invitation)
        return not_indexed(view(request, invitation, **kwargs))

    return door


def not_indexed(response):
    response["X-Robots-Tag"] = "noindex"
    return response


def closed(request, invitation):
    joining.log_closed(invitation)
    status = 410 if invitation else 404
    context = {"invitation": invitation}
    return not_indexed(render(request, "groups/invitation_closed.html", context, status=status))


def page(request, invitation, step, **context):
    """The invitation with the form of this step: details, code, link or accept."""
    group, inviter = invitation.group, invitation.created_by
    leads = group.leads
    context |= {
        "invitation": invitation,
        "group": group,
        "step": step,
        "leads": [lead for lead in leads if lead != inviter],
        "inviter_note": ("Gruppenleitung, lädt Sie ein" if inviter in leads else "lädt Sie ein")
        if inviter
        else "",
    }
    return render(request, "groups/invitation.html", context)


@show_and_send
@with_invitation
def invitation(request, invitation):
    if request.user.is_authenticated:
        return page(request, invitation, "accept")
    if pending := joining.waiting(request, invitation):
        return code_page(request, invitation, CodeForm(), pending)
    form = JoinForm(request.POST or None, initial=joining.typed_before(request, invitation))
    if form.is_valid() and not joining.may_ask(request, form.cleaned_data["email"]):
        form.add_error("email", TOO_MANY)
    if not form.is_valid():
        return page(request, invitation, "details", form=form)
    joining.begin(request, invitation, form.who)
    return redirect(invitation)


def code_page(request, invitation, form, pending):
    if pending and pending.used_at:
        return page(request, invitation, "link", pending=pending, refusal=Refusal.USED)
    return page(request, invitation, "code", form=form, pending=pending)


@show_and_send
@with_invitation
def code(request, invitation):
    if request.user.is_authenticated:
        return redirect(invitation)
    waiting = joining.waiting(request, invitation)
    form = CodeForm(request.POST or None) if waiting else CodeElsewhereForm(request.POST or None)
    if form.is_valid() and not joining.may_try(request):
        form.add_error("code", TOO_MANY)
    if form.is_valid():
        pending = waiting or PendingJoin.newest(invitation, form.cleaned_data["email"])
        refusal, response = joining.enter_by_code(request, pending, form.cleaned_data["code"])
        if response:
            return response
        form.add_error("code", refusal.label if waiting else NEITHER)
    return code_page(request, invitation, form, waiting)


@require_POST
@with_invitation
def new_code(request, invitation):
    pending = joining.waiting(request, invitation)
    if pending and joining.may_ask(request, pending.email):
        joining.begin(request, invitation, pending.who)
        messages.success(request, "Ein neuer Code ist unterwegs.")
    elif pending:
        messages.error(request, TOO_MANY)
    return redirect(invitation)


@require_POST
@with_invitation
def other_address(request, invitation):
    joining.start_again(request)
    return redirect(invitation)


@require_POST
@with_invitation
def accept(request, invitation):
    if request.user.is_authenticated:
        joining.accept(request, invitation)
    return redirect(invitation)


@show_and_send
@with_invitation
def by_link(request, invitation, token):
    if request.user.is_authenticated:
        return redirect(invitation)
    pending = PendingJoin.of_link(invitation, token)
    refusal = pending.refusal_of_link if pending else None
    if request.method == "POST" and pending:
        refusal, response = joining.enter_by_link(request, pending)
        if response:
            return response
    return page(request, invitation, "link", pending=pending, refusal=refusal)
