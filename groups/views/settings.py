"""What leads set up for their group, and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups import access, closing
from groups.group_form import DeleteForm, GroupForm
from groups.models import Group, GroupClosed, Right
from groups.refusals import log_refused

CLOSED = "Die Gruppe ist inzwischen abgeschlossen. Ihre Änderungen sind nicht gespeichert."


@login_required
@never_cache
def settings(request, slug):
    membership = access.get_membership(request.user, slug, Right.CLOSE)
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
    return show(request, "groups/settings.html", membership, form=form)


@login_required
@never_cache
def archive(request, slug):
    membership = access.get_membership(request.user, slug, Right.CLOSE)
    if request.method == "POST":
        membership.group.archive(request.user)
        messages.success(request, "Die Gruppe ist abgeschlossen. Alle können weiter lesen, was hier steht.")
        return redirect("groups:settings", slug)
    return show(request, "groups/group_archive.html", membership)


@require_POST
@login_required
def reopen(request, slug):
    membership = access.get_membership(request.user, slug, Right.CLOSE)
    membership.group.reopen(request.user)
    messages.success(request, "Die Gruppe ist wieder offen, mit ihren Einladungen.")
    return redirect("groups:settings", slug)


@login_required
@never_cache
def delete(request, slug):
    membership = access.get_membership(request.user, slug, Right.CLOSE)
    form = DeleteForm(request.POST or None, group=membership.group)
    if form.is_valid():
        closing.plan_deletion(membership.group, request.user)
        messages.success(request, "Die Löschung ist angekündigt. Alle Mitglieder bekommen eine Mail.")
        return redirect("groups:settings", slug)
    log_refused("deletion_refused", form, membership.group)
    return show(request, "groups/group_delete.html", membership, form=form)


@require_POST
@login_required
def keep(request, slug):
    membership = access.get_membership(request.user, slug, Right.CLOSE)
    membership.group.cancel_deletion(request.user)
    messages.success(request, "Die Gruppe wird nicht gelöscht. Sie bleibt abgeschlossen.")
    return redirect("groups:settings", slug)


def show(request, template, membership, **context):
    return render(request, template, {"group": membership.group, "membership": membership, **context})
