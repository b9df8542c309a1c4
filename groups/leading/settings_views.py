"""The pages on which leads change, archive, reopen and delete their group."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.viewer import Viewer
from groups import access
from groups.leading import deletion
from groups.leading.settings_form import DeleteForm, GroupForm
from groups.models import Group, GroupClosed, Right
from groups.refusals import log_refused
from web.keep_input import keep_input

TOO_MANY_DELETIONS = (
    "Sie haben heute schon mehrmals eine Löschung angekündigt, und jedes Mal bekommen alle Mitglieder eine E-Mail. "
    "Bitte warten Sie bis morgen."
)
CLOSED = "Die Gruppe ist inzwischen abgeschlossen. Ihre Änderungen sind nicht gespeichert."


@keep_input("title", "summary", "description", "rules", "welcome")
def settings(request, slug):
    membership = access.get_membership(Viewer.of(request), slug, Right.CLOSE)
    # A form writes what was typed into its object, also when that is refused.
    form = GroupForm(request.POST or None, instance=Group.objects.get(pk=membership.group_id))
    if form.is_valid():
        try:
            form.instance.change(request.user, form.changed_data, form.cleaned_data["theme_fields"])
        except GroupClosed:
            form.add_error(None, CLOSED)
        else:
            messages.success(request, "Gespeichert.")
            return redirect("groups:settings", slug)
    log_refused("settings_refused", form, membership.group)
    return render_settings(request, "groups/settings.html", membership, form=form)


@login_required
@never_cache
def archive_group(request, slug):
    membership = access.get_membership(Viewer.of(request), slug, Right.CLOSE)
    if request.method == "POST":
        membership.group.archive(request.user)
        messages.success(request, "Die Gruppe ist abgeschlossen. Alle können weiter lesen, was hier steht.")
        return redirect("groups:settings", slug)
    if not membership.group.is_open:
        messages.info(request, "Die Gruppe ist schon abgeschlossen.")
        return redirect("groups:settings", slug)
    return render_settings(request, "groups/group_archive.html", membership)


@login_required
@never_cache
def reopen_group(request, slug):
    """POST reopens. GET asks first, where a deletion is planned: all members are mailed that it is off."""
    membership = access.get_membership(Viewer.of(request), slug, Right.CLOSE)
    if request.method != "POST":
        return ask_to_keep(request, membership, reopens=True)
    try:
        was_planned = deletion.reopen_group(membership.group, request.user)
    except GroupClosed:
        # The nightly job has just deleted it.
        messages.error(request, f"Die Gruppe „{membership.group.title}“ ist inzwischen gelöscht.")
        return redirect("groups:index")
    also = " und wird nicht gelöscht" if was_planned else ""
    messages.success(request, f"Die Gruppe ist wieder offen{also}.")
    return redirect("groups:settings", slug)


@login_required
@never_cache
def delete_group(request, slug):
    membership = access.get_membership(Viewer.of(request), slug, Right.CLOSE)
    form = DeleteForm(request.POST or None, group=membership.group)
    if membership.group.delete_at:
        messages.info(request, "Die Löschung ist schon angekündigt.")
        return redirect("groups:settings", slug)
    if form.is_valid() and not ratelimit.consume(request, action="group_deletion", user=request.user):
        form.add_error(None, TOO_MANY_DELETIONS)
    if form.is_valid():
        deletion.plan_deletion(membership.group, request.user)
        messages.success(request, "Die Löschung ist angekündigt. Alle Mitglieder bekommen eine E-Mail.")
        return redirect("groups:settings", slug)
    log_refused("deletion_refused", form, membership.group)
    return render_settings(request, "groups/group_delete.html", membership, form=form)


@login_required
@never_cache
def keep_group(request, slug):
    """GET asks for confirmation, POST cancels a planned deletion."""
    membership = access.get_membership(Viewer.of(request), slug, Right.CLOSE)
    if request.method != "POST":
        return ask_to_keep(request, membership, reopens=False)
    deletion.cancel_deletion(membership.group, request.user)
    messages.success(request, "Die Gruppe wird nicht gelöscht. Sie bleibt abgeschlossen.")
    return redirect("groups:settings", slug)


def ask_to_keep(request, membership, reopens):
    if not membership.group.delete_at:
        return redirect("groups:settings", membership.group.slug)
    return render_settings(request, "groups/group_keep.html", membership, reopens=reopens)


def render_settings(request, template, membership, **context):
    return render(
        request,
        template,
        {"group": membership.group, "membership": membership, "within": "settings", **context},
    )
