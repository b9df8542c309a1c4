from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from groups.access import MANAGES
from groups.admin.urls import urlpatterns
from groups.admin.viewset import EndsInTime, GroupViewSet
from groups.models import Group, Role

register_permission_policy(Group, EndsInTime(Group))
register_snippet(GroupViewSet)


class GroupsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MANAGES)


@hooks.register("after_create_snippet")
def let_the_founder_lead(request, instance):
    """A group without a lead could invite nobody."""
    if isinstance(instance, Group):
        instance.admit(request.user, role=Role.LEAD)


@hooks.register("register_admin_urls")
def addresses_in_redaktion():
    return urlpatterns


@hooks.register("register_reports_menu_item")
def log_in_the_menu():
    return GroupsMenuItem("Protokoll der Gruppen", reverse("groups_log"), icon_name="history", order=910)


@hooks.register("register_reports_menu_item")
def links_in_the_menu():
    return GroupsMenuItem("Einladungslinks", reverse("groups_links"), icon_name="link", order=920)
