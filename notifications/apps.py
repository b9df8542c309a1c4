from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Mitteilungen"

    def ready(self):
        from live import audiences
        from notifications import bell

        audiences.register("bell", door=bell.door, show=bell.show)
