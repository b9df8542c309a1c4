from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Startseite"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from home.privacy import inactivity

        user_logged_in.connect(inactivity.keep)
