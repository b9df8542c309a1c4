from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Mitteilungen"

    def ready(self):
        from django.core import checks

        from live import topics
        from notifications import bell, kinds

        topics.register_kind("bell", authorise=bell.authorise, render_frames=bell.render_frames)
        checks.register(kinds.check_kinds)
