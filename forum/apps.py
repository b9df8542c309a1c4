from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "Themen"

    def ready(self):
        from forum import frames
        from live import audiences

        audiences.register("thread", door=frames.door, show=frames.show)
