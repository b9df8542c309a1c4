"""Groups as snippets of Wagtail. Members, archiving and deletion are on pages of our own (groups.admin.views)."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn, StatusTagColumn
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from groups.admin.forms import GroupForm
from groups.models import Group, GroupClosed, Membership, Role, State

REFUSED = {
    State.ARCHIVED: "Die Gruppe „{}“ ist abgeschlossen. Ihre Texte und Einstellungen ändern sich erst wieder, "
    "wenn Sie sie öffnen.",
    State.DELETED: "Die Gruppe „{}“ ist gelöscht. An ihr lässt sich nichts mehr ändern.",
}
UNSAVED = "Die Gruppe ist inzwischen abgeschlossen. Ihre Änderungen sind nicht gespeichert."


def state_in_words(group):
    if group.delete_at and not group.deleted_at:
        return f"wird gelöscht am {date_format(timezone.localtime(group.delete_at), 'j. F Y')}"
    return {State.OPEN: "offen", State.ARCHIVED: "abgeschlossen", State.DELETED: "gelöscht"}[group.state]


class LeadsColumn(Column):
    """The names of the active leads, or a warning that there are none."""

    cell_template_name = "wagtailadmin/groups/leads_cell.html"

    def get_value(self, group):
        return ", ".join(membership.user.name for membership in group.active_leads)


class NoImmediateDeletion(ModelPermissionPolicy):
    """Wagtail deletes no groups: that would skip the waiting time, the mails to members and the audit log."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)


class IndexView(snippets.IndexView):
    def get_base_queryset(self):
        leads = Membership.objects.filter(role=Role.LEAD, user__is_active=True).select_related("user")
        prefetch = Prefetch("memberships", leads.in_order(), to_attr="active_leads")
        return (
            super().get_base_queryset().annotate(member_count=Count("memberships")).prefetch_related(prefetch)
        )

    def get_edit_url(self, instance):
        return None if instance.deleted_at else super().get_edit_url(instance)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if not instance.deleted_at and self.user_has_permission("change"):
            url = reverse("groups_manage", args=[instance.pk])
            buttons.append(Button("Verwalten", url=url, icon_name="cogs", priority=15))
        return buttons


class EditView(snippets.EditView):
    def run_before_hook(self):
        return self.refuse_closed() or super().run_before_hook()

    def refuse_closed(self):
        group = self.object
        if group.is_open:
            return None
        messages.warning(self.request, REFUSED[group.state].format(group.title))
        return redirect(self.index_url_name) if group.deleted_at else redirect("groups_manage", group.pk)

    def save_instance(self):
        form, user = self.form, self.request.user
        form.instance.change(user, form.changed_data, form.cleaned_data["theme_fields"])
        log(form.instance, "wagtail.edit", user=user, content_changed=form.has_changed())
        return form.instance

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except GroupClosed:
            form.add_error(None, UNSAVED)
            self.produced_error_message = UNSAVED
            return self.form_invalid(form)

    @cached_property
    def header_buttons(self):
        url = reverse("groups_manage", args=[self.object.pk])
        return [HeaderButton("Verwalten", url=url, icon_name="cogs")]


class GroupViewSet(snippets.SnippetViewSet):
    model = Group
    icon = "group"
    index_view_class, edit_view_class = IndexView, EditView
    # A copy would have the slug of the original.
    copy_view_enabled = False

    list_display = (
        "title",
        StatusTagColumn(
            "state", label="Zustand", accessor=state_in_words, primary=lambda group: group.is_open
        ),
        "visibility",
        "join_policy",
        NumberColumn("member_count", label="Mitglieder", sort_key="member_count"),
        LeadsColumn("leads", label="Gruppenleitung"),
    )
    search_fields = ("title",)
    ordering = ("order", "title")
    add_to_admin_menu = True
    menu_order = 250
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("title"), FieldPanel("summary"), FieldPanel("description")],
                heading="Worum es geht",
            ),
            MultiFieldPanel([FieldPanel("rules"), FieldPanel("welcome")], heading="Für Mitglieder"),
            MultiFieldPanel(
                [FieldPanel("theme_fields", widget=forms.CheckboxSelectMultiple)], heading="Themenfelder"
            ),
            MultiFieldPanel(
                [FieldPanel("visibility"), FieldPanel("join_policy"), FieldPanel("order")],
                heading="Verzeichnis und Beitritt",
            ),
            MultiFieldPanel([FieldPanel("slug"), FieldPanel("is_demo")], heading="Kennzeichnung"),
        ],
        base_form_class=GroupForm,
    )
