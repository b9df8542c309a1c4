from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from groups.access import MANAGES
from groups.admin.urls import urlpatterns
from groups.admin.viewset import GroupViewSet, NoImmediateDeletion
from groups.models import Group, Role

register_permission_policy(Group, NoImmediateDeletion(Group))
register_snippet(GroupViewSet)


class GroupsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MANAGES)


@hooks.register("after_create_snippet")
def make_creator_lead(request, instance):
    """Without a lead nobody could be invited into a new group."""
    if isinstance(instance, Group):
        instance.admit(request.user, role=Role.LEAD)


@hooks.register("register_admin_urls")
def admin_urls():
    return urlpatterns


@hooks.register("register_reports_menu_item")
def log_menu_item():
    return GroupsMenuItem("Protokoll der Gruppen", reverse("groups_log"), icon_name="history", order=910)


@hooks.register("register_reports_menu_item")
def links_menu_item():
    return GroupsMenuItem("Einladungslinks", reverse("groups_links"), icon_name="link", order=920)
