"""The revision of all that visitors see: another one after each transaction that has changed any of it."""

from django.db import connection
from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from caching.models import SiteChange

# Both: a row with a lower number than others may be committed after them.
NEWEST = "SELECT COALESCE(MAX(id), 0), COUNT(*) FROM caching_sitechange"
SAFE_METHODS = ("GET", "HEAD")


def get_revision(request=None):
    """(a number, another one), to be asked before whatever is to be kept under it; one short query.

    A `request` that only reads asks once. None inside a transaction, which may see what others do not.
    """
    if connection.in_atomic_block:
        return None
    if request is None or request.method not in SAFE_METHODS:
        return ask_revision()
    if not hasattr(request, "site_revision"):
        request.site_revision = ask_revision()
    return request.site_revision


def ask_revision():
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
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
