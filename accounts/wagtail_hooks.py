from django.urls import path
from wagtail import hooks

from accounts.admin import reset


@hooks.register("register_admin_urls")
def addresses_in_redaktion():
    return [path("users/<int:pk>/zweiter-faktor/", reset, name="accounts_reset_second_factor")]
