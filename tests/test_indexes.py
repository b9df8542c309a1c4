"""Each index costs every write: none of ours only repeats the beginning of another one."""

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import UniqueConstraint

OURS = {path.parent.name for path in settings.ROOT.glob("*/apps.py")}
# Of the same kind, on the same rows, and the columns of the first are the first columns of the second.
REDUNDANT = """
    SELECT small.indrelid::regclass::text, small.indexrelid::regclass::text
    FROM pg_index AS small
    JOIN pg_index AS large ON large.indrelid = small.indrelid AND large.indexrelid <> small.indexrelid
    JOIN pg_class AS small_class ON small_class.oid = small.indexrelid
    JOIN pg_class AS large_class ON large_class.oid = large.indexrelid AND large_class.relam = small_class.relam
    WHERE small.indrelid::regclass::text = ANY(%s) AND NOT small.indisunique
    AND small.indexprs IS NULL AND large.indexprs IS NULL
    AND pg_get_expr(small.indpred, small.indrelid) IS NOT DISTINCT FROM pg_get_expr(large.indpred, large.indrelid)
    AND large.indkey::text || ' ' LIKE small.indkey::text || ' %%'
    AND large.indclass::text || ' ' LIKE small.indclass::text || ' %%'
"""


def find_redundant():
    """Those of the tables of our models. Django alone makes the tables of many-to-many fields, with an index too many."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS]
    with connection.cursor() as cursor:
        cursor.execute(REDUNDANT, [tables])
        return cursor.fetchall()


def test_each_index_that_a_model_names_is_there(db):
    """Django drops those on one column together with the index of its foreign key."""
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    unique = {
        one.name for model in models for one in model._meta.constraints if isinstance(one, UniqueConstraint)
    }
    named = unique | {one.name for model in models for one in model._meta.indexes}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'i'")
        assert named - {name for (name,) in cursor.fetchall()} == set()


def test_no_index_of_ours_is_the_beginning_of_another(db):
    assert find_redundant() == []
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX once_more ON forum_post (thread_id)")
    assert ("forum_post", "once_more") in find_redundant()
