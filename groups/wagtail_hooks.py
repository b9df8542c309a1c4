from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from groups import redaktion
from groups.models import Group, Role


class GroupForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The group's addresses stand in mails and on paper.
        self.fields["slug"].disabled = bool(self.instance.pk)


class GroupViewSet(SnippetViewSet):
    model = Group
    icon = "group"
    list_display = ["title", "visibility", "join_policy"]
    add_to_admin_menu = True
    menu_order = 250
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("description"),
            MultiFieldPanel(
                [FieldPanel("visibility"), FieldPanel("join_policy"), FieldPanel("order")],
                heading="Verzeichnis",
            ),
            MultiFieldPanel([FieldPanel("slug"), FieldPanel("is_demo")], heading="Kennzeichnung"),
        ],
        base_form_class=GroupForm,
    )


register_snippet(GroupViewSet)


@hooks.register("after_create_snippet")
def let_the_founder_lead(request, instance):
    """A group without a lead could invite nobody."""
    if isinstance(instance, Group):
        instance.admit(request.user, role=Role.LEAD)


@hooks.register("register_admin_urls")
def addresses_for_admins():
    log, links = redaktion.LogReport, redaktion.LinksReport
    return [
        path("protokoll/", log.as_view(), name="groups_log"),
        path("protokoll/ergebnisse/", log.as_view(results_only=True), name="groups_log_results"),
        path("einladungslinks/", links.as_view(), name="groups_links"),
        path("einladungslinks/ergebnisse/", links.as_view(results_only=True), name="groups_links_results"),
        path("einladungslinks/widerrufen/", redaktion.revoke_links, name="groups_links_revoke"),
    ]


@hooks.register("register_reports_menu_item")
def log_in_the_menu():
    return AdminOnlyMenuItem("Protokoll der Gruppen", reverse("groups_log"), icon_name="history", order=910)


@hooks.register("register_reports_menu_item")
def links_in_the_menu():
    return AdminOnlyMenuItem("Einladungslinks", reverse("groups_links"), icon_name="link", order=920)
