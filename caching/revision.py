"""The revision of all that visitors see: another one after each transaction that has changed any of it."""

from django.db import connection

# Both: a row with a lower number than others may be committed after them.
NEWEST = "SELECT COALESCE(MAX(id), 0), COUNT(*) FROM caching_sitechange"


def get_revision():
    """(a number, another one), to be asked before whatever is to be kept under it; one short query.

    None inside a transaction, which may see what others do not.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        return cursor.fetchone()
