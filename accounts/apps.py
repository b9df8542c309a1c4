from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    # Two configurations in one module: without this Django would use neither for "accounts".
    default = True
    name = "accounts"
    verbose_name = "Konten"

    def ready(self):
        from accounts.audit_labels import Act
        from accounts.models import User
        from accounts.sign_in import events
        from audit.labels import register_labels
        from caching.watched import watch_models

        watch_models(User, without=["password", "last_login"])
        events.connect_signals()
        register_labels(Act)


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.admin.UserViewSet"
