"""Reports in Wagtail about all groups: every link, and the audit log."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import Button

from accounts.audit_labels import ACCOUNTS
from audit.models import Entry
from groups.access import MANAGES
from groups.audit_labels import SITE
from groups.invitations.revocation import revoke_everywhere
from groups.leading.log import add_names
from groups.models import Group, Invitation, Mailing

# Labels of scopes that are no group.
ELSEWHERE = {SITE: "alle Gruppen", ACCOUNTS: "Konten"}


class GroupsReport(ReportView):
    results_template_name = "wagtailadmin/generic/listing_results.html"
    is_searchable = False
    list_export = ()

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MANAGES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class LogReport(GroupsReport):
    page_title = "Protokoll der Gruppen"
    header_icon = "history"
    index_url_name, index_results_url_name = "groups_log", "groups_log_results"
    model = Entry

    @cached_property
    def columns(self):
        return [
            DateColumn("at", label="Wann"),
            Column("actor", label="Wer", accessor=lambda entry: entry.actor or "StädteNetz"),
            Column("label", label="Was"),
            Column("name", label="Woran"),
            Column("scope", label="Gruppe", accessor=lambda entry: self.groups.get(entry.scope)),
        ]

    @cached_property
    def groups(self):
        titles = Group.objects.values_list("pk", "title")
        return {f"group.{pk}": title for pk, title in titles} | ELSEWHERE

    def get_queryset(self):
        return Entry.objects.newest()

    def decorate_paginated_queryset(self, object_list):
        return add_names(object_list)


class LinksReport(GroupsReport):
    page_title = "Einladungslinks"
    header_icon = "link"
    index_url_name, index_results_url_name = "groups_links", "groups_links_results"
    model = Invitation

    columns = (
        Column("label", label="Link"),
        Column("group", label="Gruppe"),
        Column("state", label="Zustand", accessor=lambda link: link.state.label),
        Column("uses", label="beigetreten"),
        Column("created_by", label="angelegt von"),
        DateColumn("created_at", label="angelegt"),
    )

    @cached_property
    def header_more_buttons(self):
        if not self.request.user.is_superuser:
            return []
        revoke = reverse("groups_links_revoke")
        return [Button("Alle Links widerrufen", url=revoke, icon_name="cross", priority=10)]

    def get_queryset(self):
        return Invitation.objects.select_related("group", "created_by")


def revoke_links(request):
    """Revokes all invitations of all groups, after asking."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if request.method == "POST":
        number = revoke_everywhere(request.user)
        messages.success(request, f"Widerrufen: {number} Links. Keiner gilt mehr.")
        return redirect("groups_links")
    number = sum(model.objects.filter(revoked_at=None).count() for model in (Invitation, Mailing))
    return render(request, "wagtailadmin/links_revoke.html", {"number": number})
