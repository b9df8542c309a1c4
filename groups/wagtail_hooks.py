from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
