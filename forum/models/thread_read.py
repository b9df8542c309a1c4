"""What members have read of threads. Pages report it, their GET changes nothing: see docs/decisions/0005."""

from django.db import connection, models

from notifications.models import Notification

ADVANCE = """
    INSERT INTO forum_threadread (membership_id, thread_id, last_read_number)
    SELECT membership.id, thread.id, LEAST(%(number)s, thread.last_number)
    FROM groups_membership AS membership, forum_thread AS thread
    WHERE membership.id = %(membership)s AND thread.id = %(thread)s
    FOR KEY SHARE OF membership
    ON CONFLICT (membership_id, thread_id) DO UPDATE
    SET last_read_number = GREATEST(forum_threadread.last_read_number, EXCLUDED.last_read_number)
"""
READ_ALL = """
    INSERT INTO forum_threadread (membership_id, thread_id, last_read_number)
    SELECT membership.id, thread.id, thread.last_number
    FROM groups_membership AS membership
    JOIN forum_thread AS thread USING (group_id)
    LEFT JOIN forum_threadread AS read ON read.thread_id = thread.id AND read.membership_id = membership.id
    WHERE membership.id = %(membership)s AND COALESCE(read.last_read_number, 0) < thread.last_number
    FOR KEY SHARE OF membership
    ON CONFLICT (membership_id, thread_id) DO UPDATE
    SET last_read_number = GREATEST(forum_threadread.last_read_number, EXCLUDED.last_read_number)
"""


class ThreadReadQuerySet(models.QuerySet):
    def advance(self, membership, thread, number):
        """The member has read up to this number. Never moves the position back, nor anything after a removal."""
        execute_statement(ADVANCE, membership=membership.pk, thread=thread.pk, number=number)
        Notification.objects.of(membership.user_id).about(thread.subject).up_to(number).mark_read()

    def mark_all_read(self, membership):
        """The member has read everything in the group; one statement, however many threads."""
        execute_statement(READ_ALL, membership=membership.pk)
        Notification.objects.of(membership.user_id).within(f"group.{membership.group_id}").mark_read()


def execute_statement(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class ThreadRead(models.Model):
    """How far a member has read in a thread. Unread is a subtraction, so a new post writes no row per reader."""

    membership = models.ForeignKey(
        "groups.Membership", on_delete=models.CASCADE, related_name="thread_reads", db_index=False
    )
    thread = models.ForeignKey("forum.Thread", on_delete=models.CASCADE, related_name="reads")
    last_read_number = models.PositiveIntegerField()

    objects = ThreadReadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "thread"], name="threadread_once_per_thread")
        ]

    def __str__(self):
        return f"Leseposition {self.pk}"
