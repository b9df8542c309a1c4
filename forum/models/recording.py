"""What a new post changes in the rows around it."""

from django.db import connection

# One statement, since each would be a journey to the database and back under the thread's lock.
RECORD = """
    WITH numbered AS (
        UPDATE forum_thread
        SET last_number = %(number)s, revision = %(revision)s, last_post_at = %(created_at)s
        WHERE id = %(thread)s
    ), written AS (
        INSERT INTO forum_threadparticipant AS participant (thread_id, user_id, posts, last_number)
        VALUES (%(thread)s, %(author)s, 1, %(number)s)
        ON CONFLICT (user_id, thread_id) DO UPDATE
        SET posts = participant.posts + 1, last_number = EXCLUDED.last_number
    ), read AS (
        INSERT INTO forum_threadread AS read (membership_id, thread_id, last_read_number)
        VALUES (%(membership)s, %(thread)s, %(number)s)
        ON CONFLICT (membership_id, thread_id) DO UPDATE
        SET last_read_number = GREATEST(read.last_read_number, EXCLUDED.last_read_number)
    )
    DELETE FROM forum_draft WHERE membership_id = %(membership)s AND key = %(key)s
"""


def record_post(post, membership, key):
    """Stores the thread's numbers, that the author has written and read this post, and deletes the draft with the key.

    In the transaction that stores the post, with its thread and the membership locked.
    """
    values = {"number": post.number, "revision": post.revision, "created_at": post.created_at}
    of = {"thread": post.thread_id, "author": post.author_id, "membership": membership.pk, "key": key}
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values | of)
