from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CachingConfig(AppConfig):
    name = "caching"
    verbose_name = "Zwischenspeicher"

    def ready(self):
        from caching.watched import create_triggers

        post_migrate.connect(create_triggers, sender=self)
