from django.db import migrations

FILL = """
    INSERT INTO forum_threadparticipant (thread_id, user_id, posts, last_number)
    SELECT thread_id, author_id, count(*), max(number)
    FROM forum_post
    WHERE author_id IS NOT NULL AND removed_at IS NULL
    GROUP BY thread_id, author_id
"""


class Migration(migrations.Migration):
    """The participants of threads that are there already; without the table (0005) there is nothing to take back."""

    dependencies = [("forum", "0005_participants")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM forum_threadparticipant")]
