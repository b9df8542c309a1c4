from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people import consent_admin


class AdminsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("einwilligung/", consent_admin.index, name="people_consents"),
        path("einwilligung/neu/", consent_admin.publish_consent_text, name="people_consents_publish"),
    ]


@hooks.register("register_settings_menu_item")
def consents_menu_item():
    return AdminsMenuItem("Einwilligung", reverse("people_consents"), icon_name="clipboard-list", order=930)
