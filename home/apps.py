from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Startseite"

    def ready(self):
        from caching.watched import watch_models

        watch_models("home")
