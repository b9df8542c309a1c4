from django.urls import path
from wagtail import hooks

# First, so that what it registers is there.
from wagtail.users import wagtail_hooks as of_users

from privacy.deletion.admin import delete_account, refuse_bulk, refuse_edit

# Many accounts at once, without preview and past the erasure. Wagtail has no other way to take an action back.
hooks._hooks["register_bulk_action"].remove((of_users.DeleteBulkAction, 0))

hooks.register("before_edit_user", refuse_edit)
hooks.register("before_bulk_action", refuse_bulk)


@hooks.register("register_admin_urls", order=-1)
def register_delete_page():
    """Registers our page under the address of Wagtail's own, which is registered later and so never reached."""
    return [path("users/delete/<str:pk>/", delete_account, name="privacy_delete_user")]
