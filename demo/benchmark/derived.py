"""What the methods of Thread and Post store beside posts, filled by one statement each; a new one gets its own."""

from django.db import connection

FIRST_POSTS = """
    UPDATE groups_membership AS membership SET first_post_at = written.first
    FROM (
        SELECT thread.group_id, post.author_id, min(post.created_at) AS first
        FROM forum_post AS post JOIN forum_thread AS thread ON thread.id = post.thread_id
        WHERE thread.id >= %(since)s GROUP BY thread.group_id, post.author_id
    ) AS written
    WHERE membership.group_id = written.group_id AND membership.user_id = written.author_id
"""
PARTICIPANTS = """
    INSERT INTO forum_threadparticipant (thread_id, user_id, posts, last_number)
    SELECT thread_id, author_id, count(*), max(number) FROM forum_post
    WHERE thread_id >= %(since)s GROUP BY thread_id, author_id
"""
STATEMENTS = {"groups_membership": FIRST_POSTS, "forum_threadparticipant": PARTICIPANTS}
"""By the table that it fills. One that an older checkout, against which is measured, does not have is left out."""


def fill_derived_tables(since):
    """`since`: the id of the first thread whose posts count. Returns the names of the tables."""
    found = STATEMENTS.keys() & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in found:
            cursor.execute(STATEMENTS[table], {"since": since})
    return found
