from django.urls import path
from wagtail import hooks

from accounts.admin import second_factor_reset


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("users/<int:pk>/zweiter-faktor/", second_factor_reset, name="accounts_reset_second_factor")]
