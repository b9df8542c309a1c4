"""Limits and durations of threads and posts."""

from datetime import timedelta

MAX_POST_LENGTH = 20_000
"""Characters of a post's source: several printed pages, and a bound for what rendering costs."""

MAX_TITLE_LENGTH = 150
"""Characters of a thread's title."""

POSTS_AT_ONCE = {timedelta(minutes=1): 10, timedelta(hours=1): 100}
"""Posts of one person, new threads included: more than anybody types. Others are told of each."""

PREPARED_POSTS_AT_ONCE = {timedelta(minutes=1): 30, timedelta(hours=1): 300}
"""The same for who may write announcements, and brings in what was written before: minutes, results, the next dates."""

POSTS_PER_PAGE = 20
"""Posts on a page of a thread. Addresses that were mailed and stored hold page numbers: do not change it."""

THREADS_PER_PAGE = 30
"""Threads on a page of the group's list."""

UNANSWERED_AFTER = timedelta(days=3)
"""A question without an answer is shown to the leads after this time."""

MAX_UNANSWERED_SHOWN = 20
"""Unanswered threads in the leads' list."""

THREADS_ABOUT_SHOWN = 3
"""Threads on the page of a theme field; its groups lead to all."""

PARTICIPANTS_SHOWN = 5
"""Participants beside a thread (thread_side.html); all stand on a page of their own."""

RECENT_PARTICIPANTS = 3
"""Participants with an avatar in a row of the list of threads."""

MAX_RENOTIFIED_POSTS = 20
"""When a post is removed, recipients are notified again of at most so many newer ones, the newest."""

RENDERED_PER_NIGHT = 500
"""Posts that one nightly job renders again: some seconds of work."""

MAX_DRAFT_LENGTH = 100_000
"""Characters of a draft's text: more than a post may have, so that a text that must still be shortened is not lost."""

DRAFT_RETENTION = timedelta(days=180)
"""Drafts that nobody has changed for so long are deleted."""

DISCUSSIONS_ON_PAGE = 5
"""Threads that a page of the site names; more stand on the page where one chooses the group."""

DISCUSSIONS_LISTED = 50
"""Threads about one page on that page: nobody reads on to see whether a question has been asked."""

STORED_FRAMES = 16 * 1024 * 1024
"""Bytes, per process, of posts and of rows of thread lists that are kept as HTML: some 3,000 of them."""
