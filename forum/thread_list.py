"""The list of a group's threads as one member reads it. Prepared, since members open it again and again."""

from functools import partial

from django.db.models import BigIntegerField, Count, DateTimeField, Value

from forum.limits import THREADS_PER_PAGE
from forum.models import Thread
from groups.models import Membership
from prepared.query import Parameter, PreparedQuery

FILTERS = {"": "Alle", "ungelesen": "Ungelesen", "offen": "Offene Fragen", "geloest": "Gelöst"}


def threads_to_read():
    number = BigIntegerField()
    membership = Membership(
        pk=Parameter("membership", number), joined_at=Parameter("joined_at", DateTimeField())
    )
    return Thread.objects.filter(group=Parameter("group", number)).read_by(membership)


def with_rows(threads):
    """The threads with what a row of the list shows."""
    return threads.with_last_words().with_recent_participants().select_related("author__municipality")


def first_page_query(filter_name):
    return with_rows(threads_to_read().filter_by_name(filter_name))[: THREADS_PER_PAGE + 1]


def unread_query():
    unread = threads_to_read().with_news().order_by().values(every=Value(1))
    return unread.annotate(number=Count("pk")).values_list("number")


first_pages = {name: PreparedQuery(partial(first_page_query, name)) for name in FILTERS}
unread_threads = PreparedQuery(unread_query)


def get_page(membership, filter_name, number):
    """The threads of a page of the list, and the first one of the next."""
    if number == 1 and filter_name in first_pages:
        rows = first_pages[filter_name].all(**values_of(membership))
    else:
        found = membership.group.threads.read_by(membership).filter_by_name(filter_name)
        start = (number - 1) * THREADS_PER_PAGE
        on_page = found.values("pk")[start : start + THREADS_PER_PAGE + 1]
        # PostgreSQL would look up last words and participants of all threads before the page, too.
        rows = list(with_rows(found.filter(pk__in=on_page)))
    for row in rows:
        row.group = membership.group
    return rows


def count_unread(membership):
    """In how many threads of the group the member has not read everything."""
    return sum(number for (number,) in unread_threads.rows(**values_of(membership)))


def values_of(membership):
    return {"membership": membership.pk, "joined_at": membership.joined_at, "group": membership.group_id}
