"""The invitation links of a group, for its leads."""

import qrcode
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathFillImage

from accounts.viewer import Viewer
from groups import access, limits
from groups.invitations import link_actions
from groups.invitations.drafts import open_drafts
from groups.invitations.link_form import InvitationForm
from groups.invitations.revocation import revoke_in_group
from groups.models import GroupClosed, Right
from web.keep_input import keep_input
from web.paging import get_page

ENDED = "Der Link gilt nicht mehr, und dabei bleibt es. Erstellen Sie bitte einen neuen."
NOTHING_TO_REVOKE = "Es gab keine Einladung mehr zu widerrufen."


@keep_input("words")
def index(request, slug):
    membership = access.get_membership(Viewer.of(request), slug, Right.END_INVITATIONS)
    group = membership.group
    form = InvitationForm(request.POST or None, group=group)
    if form.is_valid():
        try:
            link_actions.create_link(form.instance, request.user)
        except GroupClosed:
            form.add_error(None, "Die Gruppe ist abgeschlossen. Es gibt keinen neuen Link.")
        else:
            done = "Der Einladungslink ist fertig. Kopieren Sie ihn und geben Sie ihn weiter."
            messages.success(request, done)
            return redirect("groups:link", group.slug, form.instance.pk)
    links = group.invitations.select_related("group", "created_by")
    open_links, ended = [], []
    for link in links:
        (ended if link.is_over else open_links).append(link)
    context = {"group": group, "membership": membership, "form": form, "links": open_links, "ended": ended}
    context["drafts"] = open_drafts(group, request.user)
    context["mailings"] = group.mailings.with_counts().select_related("created_by")
    return render(request, "groups/invitations.html", context)


@login_required
@never_cache
def link(request, slug, pk):
    """One link: its address, how far people came with it, and who joined."""
    membership, link = access.get_link(Viewer.of(request), slug, pk)
    joined = link.memberships.select_related("user__municipality").order_by("-joined_at", "-pk")
    page = get_page(request, joined, limits.LINK_MEMBERS_PER_PAGE)
    context = {"group": membership.group, "membership": membership, "link": link, "page": page}
    return render(request, "groups/link.html", context)


@keep_input("words")
def change_link(request, slug, pk):
    membership, link = access.get_link(Viewer.of(request), slug, pk)
    if link.revoked_at or (request.method != "POST" and not membership.may(Right.INVITE)):
        messages.error(request, ENDED if link.revoked_at else access.CLOSED)
        return redirect("groups:link", slug, pk)
    form = InvitationForm(request.POST or None, instance=link, group=membership.group)
    if form.is_valid() and not membership.may(Right.INVITE):
        form.add_error(None, f"{access.CLOSED} Ihre Änderungen sind nicht gespeichert.")
    elif form.is_valid():
        try:
            link_actions.change_link(link, request.user, form.changed_fields)
        except link_actions.InvitationEnded:
            messages.error(request, ENDED)
        except IntegrityError:
            # Another lead has just saved what does not go together with this.
            messages.error(
                request,
                "Der Link wurde gleichzeitig geändert. Bitte sehen Sie nach und ändern ihn noch einmal.",
            )
        else:
            messages.success(request, "Der Link ist geändert. Seine Adresse bleibt dieselbe.")
        return redirect("groups:link", slug, pk)
    context = {"group": membership.group, "membership": membership, "link": link, "form": form}
    return render(request, "groups/link_change.html", context)


@login_required
@never_cache
def qr(request, slug, pk):
    """The link as an SVG image to print; level M is readable with 15 % of it damaged."""
    _, link = access.get_link(Viewer.of(request), slug, pk)
    code = qrcode.make(link.url, image_factory=SvgPathFillImage, error_correction=qrcode.ERROR_CORRECT_M)
    response = HttpResponse(code.to_string(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="einladung-{slug}-{pk}.svg"'
    return response


@require_POST
@login_required
def pause_link(request, slug, pk):
    return apply_action(
        request,
        slug,
        pk,
        link_actions.pause_link,
        "Der Link „{}“ ist angehalten. Beitreten kann man damit erst wieder, wenn Sie ihn fortsetzen.",
    )


@require_POST
@login_required
def resume_link(request, slug, pk):
    return apply_action(
        request, slug, pk, link_actions.resume_link, "Der Link „{}“ ist nicht mehr angehalten."
    )


@login_required
@never_cache
def revoke_link(request, slug, pk):
    """Revokes a link, after asking."""
    if request.method != "POST":
        return render_question(request, slug, pk, "groups/link_revoke.html")
    return apply_action(
        request,
        slug,
        pk,
        link_actions.revoke_link,
        "Der Link „{}“ ist widerrufen. Beitreten kann man damit nicht mehr.",
    )


@login_required
@never_cache
def replace_link(request, slug, pk):
    """Replaces a link by one with another address, after asking, since the former is revoked."""
    if request.method != "POST":
        return render_question(request, slug, pk, "groups/link_replace.html")
    _, link = access.get_link(Viewer.of(request), slug, pk, Right.INVITE)
    try:
        new = link_actions.replace_link(link, request.user)
    except link_actions.InvitationEnded:
        messages.error(request, ENDED)
        return redirect("groups:link", slug, pk)
    messages.success(request, "Hier ist der neue Link. Der bisherige ist widerrufen.")
    return redirect("groups:link", slug, new.pk)


def render_question(request, slug, pk, template):
    """The page that asks before a link ends."""
    membership, link = access.get_link(Viewer.of(request), slug, pk)
    if link.revoked_at:
        messages.error(request, ENDED)
        return redirect("groups:link", slug, pk)
    context = {"group": membership.group, "membership": membership, "link": link}
    return render(request, template, context)


def apply_action(request, slug, pk, action, done):
    """`action`: one of link_actions; `done`: the message, with {} for the link's label."""
    _, link = access.get_link(Viewer.of(request), slug, pk)
    try:
        action(link, request.user)
    except link_actions.InvitationEnded:
        messages.error(request, ENDED)
    else:
        messages.success(request, done.format(link.label))
    return redirect("groups:link", slug, pk)


@login_required
@never_cache
def revoke_all(request, slug):
    """Revokes all links of the group, after asking."""
    membership = access.get_membership(Viewer.of(request), slug, Right.END_INVITATIONS)
    group = membership.group
    if request.method == "POST":
        number = revoke_in_group(group, request.user)
        messages.success(request, "Die Einladungen sind widerrufen." if number else NOTHING_TO_REVOKE)
        return redirect("groups:invitations", slug)
    links = sum(not link.is_over for link in group.invitations.select_related("group"))
    mailed = group.email_invitations.open().count()
    context = {"group": group, "membership": membership, "links": links, "mailed": mailed}
    return render(request, "groups/links_revoke.html", context)
