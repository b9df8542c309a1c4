from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class CachingConfig(AppConfig):
    name = "caching"
    verbose_name = "Zwischenspeicher"

    def ready(self):
        from caching.version import find_version
        from caching.watched import create_triggers

        if "shared" in settings.CACHES:
            # Now: files may be replaced by those of another version while this process still runs.
            find_version()
        post_migrate.connect(create_triggers, sender=self)
