from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "Themen"

    def ready(self):
        from forum import frames
        from groups import landing
        from live import audiences

        audiences.register("thread", door=frames.door, show=frames.show)
        landing.register("forum:group")
        landing.register("forum:thread", lambda group, pk, **_: group.threads.filter(pk=pk).exists())
