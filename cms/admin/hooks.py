"""What Wagtail's hooks call of this package; cms/wagtail_hooks.py imports it."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.checker import replace_checker
from cms.admin.dashboard import replace_panels
from cms.admin.page_views import SitePageViewSet
from cms.admin.urls import urlpatterns
from cms.models import FactSheetPage, Reuse

STYLES = ("css/admin.css", "css/admin/theme.css", "css/admin/start.css")


class PlannedMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_permission(request.user, "publish")


@hooks.register("insert_global_admin_css")
def admin_styles():
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(path),) for path in STYLES))


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    replace_panels(panels)


@hooks.register("register_admin_viewset")
def page_views():
    return SitePageViewSet()


@hooks.register("register_admin_urls")
def admin_urls():
    return urlpatterns


@hooks.register("register_reports_menu_item")
def planned_menu_item():
    return PlannedMenuItem("Geplant und gesperrt", reverse("planned_pages"), icon_name="clock", order=850)


@hooks.register("construct_wagtail_userbar")
def speak_german(request, items, page):
    replace_checker(items)


@hooks.register("register_page_header_buttons")
def lead_to_reuses(page, user, view_name, next_url=None):
    """Who reports that they do the same as a fact sheet stands in a list of its own."""
    if issubclass(page.specific_class or Page, FactSheetPage) and user.has_perm("cms.view_reuse"):
        address = reverse(Reuse.snippet_viewset.get_url_name("list"))
        yield Button("Nachnutzungen", url=f"{address}?page={page.pk}", icon_name="copy", priority=66)
