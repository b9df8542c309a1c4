from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "Themen"

    def ready(self):
        from caching.watched import watch_models
        from forum import kinds, live
        from forum.models import Thread
        from groups.joining import after_joining
        from live import topics
        from notifications import kinds as notifications

        topics.register_kind("thread", authorise=live.authorise, render_frames=live.render_frames)
        after_joining.register_page("forum:group")
        after_joining.register_page(
            "forum:thread", lambda group, pk, **_: group.threads.filter(pk=pk).exists()
        )
        # Pages say how many threads there are about them.
        watch_models(
            Thread,
            without=[field.name for field in Thread._meta.fields if field.name not in ("group", "page")],
        )
        notifications.register_kinds(*kinds.KINDS)
