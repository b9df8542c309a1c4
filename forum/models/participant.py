"""Who has written in which thread: kept by the verbs of posts, so that no page aggregates all posts of a thread."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from forum.models.thread_read import execute_statement

RECOUNT = """
    INSERT INTO forum_threadparticipant (thread_id, user_id, posts, last_number)
    SELECT thread_id, author_id, count(*), max(number)
    FROM forum_post
    WHERE thread_id = %(thread)s AND author_id = COALESCE(%(user)s, author_id) AND removed_at IS NULL
    GROUP BY thread_id, author_id
"""


class ParticipantQuerySet(models.QuerySet):
    """Each change is made under the lock of the thread. Who writes is recorded by forum/models/recording.py."""

    def withdraw(self, post):
        """A post has been removed."""
        if post.author_id:
            self.filter(thread=post.thread_id, user=post.author_id).delete()
            execute_statement(RECOUNT, thread=post.thread_id, user=post.author_id)

    def recount(self, thread):
        """The thread's posts have been stored without a verb."""
        self.filter(thread=thread).delete()
        execute_statement(RECOUNT, thread=thread.pk, user=None)

    def in_order(self):
        """Who wrote last comes first."""
        return self.order_by("-last_number")


class ThreadParticipant(models.Model):
    """A person who has written posts in a thread that are not removed: how many, and the number of the last one."""

    thread = models.ForeignKey(
        "forum.Thread", on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    posts = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="participant_once_per_thread"),
            # Also the index by which pages find the last who wrote.
            models.UniqueConstraint(fields=["thread", "last_number"], name="participant_wrote_the_post"),
            models.CheckConstraint(
                condition=Q(posts__gte=1, posts__lte=F("last_number")), name="participant_wrote_something"
            ),
        ]

    def __str__(self):
        return f"Beteiligung {self.pk}"
