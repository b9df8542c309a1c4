"""Actions of editors and admins on a group and its links, each after asking."""

from django.contrib import messages
from django.shortcuts import redirect

from accounts.viewer import Viewer
from groups import access
from groups.admin.pages import LIST, render_group_page
from groups.invitations import link_actions, revocation
from groups.leading import deletion
from groups.leading.settings_form import DeleteForm
from groups.models import GroupClosed

REVOKED = "Die Einladungen sind widerrufen."
NOTHING_TO_REVOKE = "Es gab keine Einladung mehr zu widerrufen."


def archive_group(request, pk):
    group = access.get_managed(Viewer.of(request), pk)
    if request.method == "POST":
        group.archive(request.user)
        return redirect_to_group(
            request, group, "Die Gruppe ist abgeschlossen. Ihre Mitglieder können weiter lesen."
        )
    return render_group_page(request, group, "archive", "Abschließen")


def reopen_group(request, pk):
    group = access.get_managed(Viewer.of(request), pk)
    if request.method == "POST":
        try:
            deletion.reopen_group(group, request.user)
        except GroupClosed:
            # The nightly job has just deleted it.
            messages.error(request, f"Die Gruppe „{group.title}“ ist inzwischen gelöscht.")
            return redirect(LIST)
        return redirect_to_group(request, group, "Die Gruppe ist wieder offen, mit ihren Einladungen.")
    return render_group_page(request, group, "reopen", "Wieder öffnen")


def delete_group(request, pk):
    group = access.get_managed(Viewer.of(request), pk)
    form = DeleteForm(request.POST or None, group=group)
    if form.is_valid():
        deletion.plan_deletion(group, request.user)
        return redirect_to_group(
            request, group, "Die Löschung ist angekündigt. Alle Mitglieder bekommen eine E-Mail."
        )
    return render_group_page(request, group, "delete", "Löschen", form=form)


def keep_group(request, pk):
    """Cancels a planned deletion."""
    group = access.get_managed(Viewer.of(request), pk)
    if request.method == "POST":
        deletion.cancel_deletion(group, request.user)
        return redirect_to_group(request, group, "Die Gruppe wird nicht gelöscht. Sie bleibt abgeschlossen.")
    return render_group_page(request, group, "keep", "Löschung zurücknehmen")


def revoke_links(request, pk):
    group = access.get_managed(Viewer.of(request), pk)
    if request.method == "POST":
        number = revocation.revoke_in_group(group, request.user)
        return redirect_to_group(request, group, REVOKED if number else NOTHING_TO_REVOKE)
    links, mailed = (
        group.invitations.filter(revoked_at=None).count(),
        group.email_invitations.open().count(),
    )
    return render_group_page(
        request, group, "links_revoke", "Alle Einladungen widerrufen", links=links, mailed=mailed
    )


def revoke_link(request, pk, link_pk):
    group, link = access.get_managed_link(Viewer.of(request), pk, link_pk)
    if request.method == "POST":
        link_actions.revoke_link(link, request.user)
        return redirect_to_group(request, group, f"Der Link „{link.label}“ ist widerrufen.")
    return render_group_page(request, group, "link_revoke", f"Link „{link.label}“ widerrufen", link=link)


def revoke_mailing(request, pk, mailing_pk):
    group, mailing = access.get_managed_mailing(Viewer.of(request), pk, mailing_pk)
    if request.method == "POST":
        mailing.revoke(request.user)
        return redirect_to_group(request, group, f"Widerrufen: Einladung per E-Mail „{mailing.label}“.")
    title = f"Einladung per E-Mail „{mailing.label}“ widerrufen"
    return render_group_page(request, group, "mailing_revoke", title, mailing=mailing)


def redirect_to_group(request, group, message):
    messages.success(request, message)
    return redirect("groups_manage", group.pk)
