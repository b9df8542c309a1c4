from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = "Städte und Themenfelder"

    def ready(self):
        from caching.watched import watch_models

        watch_models("vocabulary")
