from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "Datenschutz"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from privacy.retention import inactivity

        user_logged_in.connect(inactivity.cancel_on_sign_in)
