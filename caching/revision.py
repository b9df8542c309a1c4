"""The revision of all that visitors see: another one after each transaction that has changed any of it."""

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from caching import limits
from caching.models import SiteChange

# Both: a row with a lower number than others may be committed after them.
NEWEST = "SELECT COALESCE(MAX(id), 0), COUNT(*) FROM caching_sitechange"
SAFE_METHODS = ("GET", "HEAD")
# The database's clock: those of several machines may differ.
MOMENT = """
    SELECT COALESCE(MAX(id), 0), COUNT(*), FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) / %s)::bigint
    FROM caching_sitechange
"""


def get_revision(request=None):
    """(a number, another one), to be asked before whatever is to be kept under it; one short query.

    A `request` that only reads asks once. None inside a transaction, which may see what others do not.
    """
    if connection.in_atomic_block:
        return None
    if request is None or request.method not in SAFE_METHODS:
        return fetch_row(NEWEST)
    if not hasattr(request, "site_revision"):
        request.site_revision = fetch_row(NEWEST)
    return request.site_revision


def get_moment(request):
    """(the two numbers of the revision, the minute) of a request that only reads, which asks once; None as above."""
    if connection.in_atomic_block:
        return None
    if not hasattr(request, "site_moment"):
        *revision, minute = fetch_row(MOMENT, [limits.MOMENT_SECONDS])
        # What the request has computed already is of the revision of then.
        request.site_revision = getattr(request, "site_revision", tuple(revision))
        request.site_moment = (*request.site_revision, minute)
    return request.site_moment


def fetch_row(statement, values=None, using=DEFAULT_DB_ALIAS):
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def revision_columns():
    """The same two as annotations, for a query that a request runs first; `take_revision` reads them."""
    every = SiteChange.objects.order_by()
    number = every.values(every=Value(1)).annotate(number=Count("pk")).values("number")
    columns = {"last_change": every.order_by("-pk").values("pk")[:1], "changes": number}
    return {
        name: Coalesce(Subquery(found, output_field=IntegerField()), 0) for name, found in columns.items()
    }


def take_revision(request, row):
    """Of a row with `revision_columns`, for `get_revision(request)`."""
    request.site_revision = row.last_change, row.changes
