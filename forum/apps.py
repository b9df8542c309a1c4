from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "Themen"

    def ready(self):
        from forum import live
        from groups.joining import after_joining
        from live import audiences

        audiences.register("thread", door=live.door, show=live.show)
        after_joining.register("forum:group")
        after_joining.register("forum:thread", lambda group, pk, **_: group.threads.filter(pk=pk).exists())
