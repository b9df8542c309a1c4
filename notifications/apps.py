from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Mitteilungen"

    def ready(self):
        from live import topics
        from notifications import bell

        topics.register("bell", authorise=bell.authorise, render_frames=bell.render_frames)
